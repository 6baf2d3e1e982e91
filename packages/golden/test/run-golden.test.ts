import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readArguments } from "../src/arguments.js";
import { LibraryRunner } from "../src/library-runner.js";
import { reportToJson, showReport } from "../src/report.js";
import { runGolden } from "../src/run-golden.js";
import { scalarLibrary } from "./scalar-library.js";

const f64 = (...data: number[]): object => ({ dtype: "float64", shape: [], data });
const tol = { rtol: 1e-9, atol: 1e-12 };
const add = { fn: "add", args: [f64(1), f64(2)], kwargs: {}, tol };
const program = { fn: "program", kwargs: {}, tol, args: [f64(3)], inputs: ["x"] };

const LINES = [
  { id: "right", ...add, out: [f64(3)], jvp: { argnums: [0], tangents: [f64(1)], out: [f64(1)] } },
  { id: "wrong", ...add, out: [f64(4)] },
  { id: "tangent", ...add, out: [f64(3)], jvp: { argnums: [0, 1], tangents: [f64(1), f64(1)], out: [f64(3)] } },
  {
    id: "gradient",
    fn: "square",
    args: [f64(3)],
    kwargs: {},
    tol,
    out: [f64(9)],
    vjp: { argnums: [0], ct: [f64(1)], grads: [f64(6)] },
  },
  { id: "unknown", ...add, fn: "frobnicate", out: [f64(3)] },
  { id: "refused", ...add, fn: "refuse", error: true },
  { id: "crashed", ...add, fn: "crash", error: true },
  { id: "accepted", ...add, error: true },
  { id: "narrow", fn: "add", args: [{ dtype: "complex64", shape: [], data: [1, 2] }], kwargs: {}, tol, out: [f64(3)] },
  {
    id: "program",
    ...program,
    program: "f(t) = t ** 2 + 1\nreturn f(x), f(2.0) if x > 1 else 0",
    out: [f64(10), f64(5)],
  },
  { id: "unknown-word", ...program, program: "return frobnicate(x)", out: [f64(10)] },
  { id: "broken", ...program, program: "return (x", out: [f64(10)] },
  { id: "unreadable" },
];

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-"));
  await writeFile(join(directory, "some.jsonl"), `${LINES.map((line) => JSON.stringify(line)).join("\n")}\n`);
});
afterAll(() => rm(directory, { recursive: true }));

test("every case is passed, failed or not covered, with a reason", async () => {
  const report = await runGolden(new LibraryRunner(scalarLibrary), {
    directory,
    backend: "test",
    area: undefined,
    fn: undefined,
    id: undefined,
  });
  expect(report.failures.map(({ id, part }) => `${id}: ${part}`)).toStrictEqual([
    "wrong: value",
    "tangent: jvp",
    "crashed: error",
    "accepted: error",
    "broken: value",
    "some.jsonl:13: value",
  ]);
  expect(report.total).toStrictEqual({ passed: 4, failed: 6, notCovered: 3 });
  expect([...report.reasons.keys()]).toStrictEqual(["frobnicate", "dtype complex64"]);
  expect(showReport(report, false)).toContain("4 passed, 6 failed, 3 not covered on test");
  expect(showReport(report, true)).toMatch(/ {2}add +1 +3 +1 +5 +80\.0 %/);
  expect(JSON.parse(reportToJson(report))).toMatchObject({
    backend: "test",
    passed: 4,
    areas: { some: { failed: 6, functions: { square: { passed: 1 } } } },
  });
});

test("filters choose cases, but a line that cannot be read is always counted", async () => {
  const report = await runGolden(new LibraryRunner(scalarLibrary), {
    directory,
    backend: "test",
    area: "some",
    fn: "add",
    id: "right",
  });
  expect(report.total).toStrictEqual({ passed: 1, failed: 1, notCovered: 0 });
});

test("the command line", () => {
  expect(readArguments(["--dir", "d", "--area", "nn", "--json"])).toStrictEqual({
    directory: "d",
    backend: "cpu",
    area: "nn",
    fn: undefined,
    id: undefined,
    json: true,
    verbose: false,
  });
  expect(readArguments([])).toBeUndefined();
  expect(() => readArguments(["--nope"])).toThrow(TypeError);
});

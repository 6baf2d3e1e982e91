/** What is compared in speed is compared in results first: the tool and the loops by hand agree at every small size. */
import { describe, expect, test } from "vitest";
import { measureSize } from "../src/bench/measure-size.js";
import { plainModules } from "../src/bench/plain/index.js";
import type { PlainFunction } from "../src/bench/plain/plain.js";
import { report } from "../src/bench/report.js";
import { benches } from "../src/bench/sizes.js";
import { judge, type Plain } from "../src/judge.js";
import { modules } from "../src/registry.js";
import { all } from "./vectors.js";

const plainOf = (module: string, name: string): PlainFunction | undefined => plainModules[module]?.[name];

describe("loops by hand", () => {
  test.each(
    all.flatMap((v, i) => {
      const plain = plainOf(v.module, v.function);
      return plain === undefined ? [] : [[`${v.module} ${v.function} ${v.description} (${i})`, v, plain] as const];
    }),
  )("%s", (_, v, plain) => {
    const { run, write } = plain(v.input as never);
    expect(judge(write(run()), v.output)).toEqual([]);
  });

  const first = benches.flatMap((bench) =>
    [bench.primal, ...bench.derivatives].map((name) => [`${bench.module} ${name}`, bench, name] as const),
  );
  test.each(first)("agree with the tool: %s", (_, { module, sizes }, name) => {
    const [size] = sizes.small;
    const plain = plainOf(module, name) as PlainFunction;
    const input = (size as NonNullable<typeof size>).input();
    const ours = modules[module]?.[name]?.prepare(input);
    const theirs = plain(input as never);
    expect(judge(ours?.write(ours.run()), theirs.write(theirs.run()) as Plain)).toEqual([]);
  });
});

test("a wrong result is reported as wrong, not as fast", () => {
  const lse = benches.find(({ module }) => module === "lse") as (typeof benches)[number];
  const wrong: PlainFunction = () => ({ run: () => 1, write: () => 1 });
  const measured = measureSize("primal", modules.lse ?? {}, wrong, { x: [1, 2] }, { rounds: 1, budget: 0 });
  expect(measured.wrong).toEqual(["output: element 0 is 2.313261687518223, but the reference has 1"]);
  const text = report([lse], [{ module: "lse", size: "n=2", functions: [measured] }], "Now.");
  expect(text).toContain("WRONG: output: element 0 is 2.313261687518223");
});

test("sums over sizes stand beside the recorded figures", () => {
  const lse = benches.find(({ module }) => module === "lse") as (typeof benches)[number];
  const measured = { tool: 2, plain: 1, compile: 3, first: 4, wrong: [] };
  const row = {
    module: "lse",
    size: "n=2",
    functions: [
      { function: "primal", ...measured },
      { function: "gradient", ...measured, tool: 5 },
    ],
  };
  expect(report([lse], [row, row], "Now.")).toContain(
    "| lse | 4.00 / 10.0 | 2.50 (≤ 4) | 2.00 / 2.00 | 2.00 × / 5.00 × | 6.00 / 6.00 | 24.0 / 27.0 | 4.70 / 5.20 | 1.90 / 2.60 |",
  );
});

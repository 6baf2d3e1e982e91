/** Every message gets one answer with its id, whatever it holds. */
import { describe, expect, test } from "vitest";
import { lines } from "../src/lines.js";
import { measure } from "../src/measure.js";
import { answer } from "../src/protocol.js";
import { modules } from "../src/registry.js";

const ask = (message: unknown): ReturnType<typeof answer> => answer(modules, JSON.stringify(message));
const evaluate = (module: string, name: string, input: unknown): ReturnType<typeof answer> =>
  ask({ id: 9, kind: "evaluate", module, function: name, input });

describe("messages", () => {
  test("start, define, analysis and unknown kinds", async () => {
    expect(await ask({ id: 0, kind: "start", eval: "lse", config: { anything: 1 } })).toEqual({
      id: 0,
      tool: "fluxion",
    });
    expect(await ask({ id: 1, kind: "define", module: "lse" })).toEqual({ id: 1, success: true });
    expect(await ask({ id: 2, kind: "analysis", of: 1, valid: true })).toEqual({ id: 2 });
    expect(await ask({ id: 3, kind: "sing" })).toEqual({ id: 3 });
    expect(await ask({ id: 4 })).toEqual({ id: 4 });
  });

  test("unknown modules and functions", async () => {
    const names = Object.keys(modules).join(", ");
    for (const module of ["svd", "toString", "__proto__", 3, null, undefined])
      expect(await ask({ id: 1, kind: "define", module })).toEqual({
        id: 1,
        success: false,
        error: `there is no module ${JSON.stringify(module)}; there are ${names}`,
      });
    expect(await evaluate("svd", "primal", {})).toMatchObject({ id: 9, success: false });
    expect(await evaluate("lse", "constructor", { x: [1] })).toEqual({
      id: 9,
      success: false,
      error: 'module lse has no function "constructor"; it has primal, gradient',
    });
  });

  test("what is no message", async () => {
    for (const line of ["{", "[]", "3", "null", '"start"', "{}}", "\u0000", '{"id": 1,}'])
      expect(await answer(modules, line)).toMatchObject({ id: null, success: false, error: expect.any(String) });
  });

  test.each([
    ["lse", "primal", undefined, "input is undefined, but it must be an object"],
    ["lse", "primal", [1, 2], "input is [1,2], but it must be an object"],
    ["lse", "primal", {}, "input has no field x"],
    ["lse", "primal", { x: 3 }, "x is 3 at depth 0, but its shape must be [1 or more]"],
    ["lse", "primal", { x: [1, "2"] }, 'an element of x is "2", but it must be a finite number'],
    ["lse", "primal", { x: [1, null] }, "an element of x is null, but it must be a finite number"],
    ["lse", "primal", { x: [[1], [2]] }, "an element of x is [1], but it must be a finite number"],
    ["lse", "gradient", { x: [] }, "x has 0 entries at depth 0, but its shape must be [1 or more]"],
    ["lse", "primal", { x: [1], min_runs: "many" }, 'min_runs is "many", but it must be a finite number'],
    ["hello", "square", [2], "input is [2], but it must be a finite number"],
    ["hello", "square", 1e200, "the result is not finite"],
    ["llsq", "primal", { x: [1], n: 1 }, "n is 1, but it must be at least 2"],
    ["llsq", "primal", { x: [1], n: 2.5 }, "n is 2.5, but it must be a whole number of 32 bits"],
    ["llsq", "primal", { x: [], n: 4 }, "x has 0 entries at depth 0, but its shape must be [1 or more"],
    ["ode", "gradient", { x: [1, 2], s: 0 }, "s is 0, but it must be at least 1"],
    ["ode", "gradient", { x: [], s: 1 }, "x has 0 entries at depth 0, but its shape must be [1 or more"],
    [
      "kmeans",
      "cost",
      { points: [[1, 2]], centroids: [[1]] },
      "centroids has 1 entries at depth 1, but its shape must be [1 or more, 2]",
    ],
    [
      "kmeans",
      "cost",
      { points: [[1, 2], [3]], centroids: [[1, 2]] },
      "points is ragged: not all of it has shape [2, 2]",
    ],
    [
      "kmeans",
      "cost",
      { points: [[1]], centroids: [] },
      "centroids has 0 entries at depth 0, but its shape must be [1 or more",
    ],
    ["logreg", "hvp", { X: [[1]], y: [1], w: [1], lam: 0 }, "input has no field v"],
    [
      "lstm",
      "objective",
      {
        main_params: [
          [1, 1, 1, 1],
          [1, 1, 1, 1],
        ],
        extra_params: [[1], [1], [1]],
        state: [[1], [1]],
        sequence: [[1]],
      },
      "sequence has 1 entries at depth 0, but its shape must be [2 or more, 1]",
    ],
    [
      "lstm",
      "objective",
      { main_params: [[1, 1, 1, 1]], extra_params: [[1], [1], [1]], state: [[1]], sequence: [[1], [2]] },
      "state has 1 rows, but they come in pairs",
    ],
    [
      "ba_full",
      "objective",
      { cams: [Array(11).fill(1)], points: [[1, 2, 3]], weights: [1], feats: [[1, 2]], obs: [[0, 1]] },
      "an observation is of point 1, but there are 1, from 0",
    ],
  ] as const)("%s %s of a bad input says what is wrong", async (module, name, input, message) => {
    const got = await evaluate(module, name, input);
    expect(got).toMatchObject({ id: 9, success: false });
    expect(got.error).toContain(message);
  });
});

describe("timing", () => {
  test("at least as many runs as asked for, and at least so long", async () => {
    let runs = 0;
    const counted = await measure(() => ++runs, { minRuns: 4, minSeconds: 0 });
    expect(counted).toMatchObject({ result: 4, timings: { length: 4 } });
    expect((await measure(() => 0, { minRuns: 0, minSeconds: -1 })).timings.length).toBe(1);
    const { timings } = await measure(() => 0, { minRuns: 1, minSeconds: 1e-3 });
    expect(timings.reduce((sum, { nanoseconds }) => sum + nanoseconds, 0)).toBeGreaterThanOrEqual(1e6);
  });

  test("a shape is compiled once, whatever the numbers, and the runs are timed apart", async () => {
    const names = async (input: object, name = "objective"): Promise<string[]> =>
      ((await evaluate("gmm", name, { ...input, min_runs: 2 })).timings ?? []).map((timing) => timing.name);
    const input = { d: 1, k: 1, n: 2, m: 0, gamma: 1, alpha: [1], mu: [[2]], q: [[3]], l: [[]], x: [[4], [5]] };
    expect(await names(input)).toEqual(["compile", "evaluate", "evaluate"]);
    expect(await names({ ...input, m: 3, gamma: 2, alpha: [7], x: [[0], [1]] })).toEqual(["evaluate", "evaluate"]);
    expect(await names({ ...input, n: 1, x: [[4]] })).toEqual(["compile", "evaluate", "evaluate"]);
    expect(await names(input, "jacobian")).toEqual(["compile", "evaluate", "evaluate"]);
  });
});

describe("lines", () => {
  async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
    for (const text of texts) yield Buffer.from(text);
  }
  async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
    const list: T[] = [];
    for await (const item of items) list.push(item);
    return list;
  }
  const read = async (...texts: string[]): Promise<string[]> => all(lines(pieces(...texts)));

  test("come whole, however they are cut, and the last one needs no end", async () => {
    expect(await read("a\nb", "c", "d\n\ne")).toEqual(["a", "bcd", "", "e"]);
    expect(await read()).toEqual([]);
    expect(await read("a\n")).toEqual(["a"]);
    expect(await read("x\u2028y\r", "\nz")).toEqual(["x\u2028y\r", "z"]);
  });

  test("of many megabytes are read in linear time and without loss", async () => {
    const piece = "x".repeat(1 << 16);
    const [line] = await read(...Array.from({ length: 256 }, () => piece), "\n");
    expect(line?.length).toBe(256 << 16);
  });

  test("keep characters that are cut in the middle", async () => {
    const bytes = Buffer.from("é\n");
    async function* cut(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 1);
      yield bytes.subarray(1);
    }
    expect(await all(lines(cut()))).toEqual(["é"]);
  });
});

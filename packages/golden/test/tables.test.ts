import { describe, expect, test } from "vitest";
import type { Case } from "../src/case.js";
import { DecodeError } from "../src/decode-error.js";
import { camelCase } from "../src/functions/names.js";
import { resolve } from "../src/functions/resolve.js";
import { parseSignature } from "../src/functions/signature.js";
import { rowNames, rowOf } from "../src/functions/tables.js";
import type { Callable } from "../src/library/api.js";
import type { Library } from "../src/library/library.js";
import { parseNotation } from "../src/notation/parser.js";
import { trainingProgram } from "../src/programs/training.js";
import { listAreas, readCases } from "../src/read-cases.js";
import { goldenDirectory } from "./golden-directory.js";
import { scalarLibrary } from "./scalar-library.js";

async function goldenCases(): Promise<Case[]> {
  const cases: Case[] = [];
  const directory = goldenDirectory ?? "";
  for (const area of await listAreas(directory))
    for await (const golden of readCases(directory, area)) if (!(golden instanceof DecodeError)) cases.push(golden);
  return cases;
}

describe.skipIf(goldenDirectory === undefined)("against the golden files", () => {
  test("signatures name every argument that a case passes", async () => {
    const wrong: string[] = [];
    for (const golden of await goldenCases()) {
      const row = rowOf(golden.fn);
      if (golden.program !== undefined || row.kind === "irregular" || row.signature === undefined) continue;
      const { positional, options } = parseSignature(row.signature);
      const names = [...positional, ...options];
      if (golden.args.length > names.length)
        wrong.push(`${golden.id}: ${golden.args.length} arguments of ${golden.fn}`);
      for (const name of golden.kwargs.keys())
        if (!names.includes(camelCase(name))) wrong.push(`${golden.id}: ${golden.fn} has no ${name}`);
    }
    expect(wrong).toStrictEqual([]);
  });

  test("training rules are programs", async () => {
    for (const golden of (await goldenCases()).filter(({ fn }) => fn === "train"))
      expect(() => parseNotation(trainingProgram(golden))).not.toThrow();
  });
});

test("every row is well formed", () => {
  for (const name of rowNames()) {
    const row = rowOf(name);
    const words =
      row.kind === "regular" && row.signature !== undefined
        ? row.signature.replace(/[|?]/g, " ").split(/ +/).filter(Boolean)
        : [];
    expect(new Set(words).size, name).toBe(words.length);
  }
});

/** A library that answers every call with its path and arguments. */
const recorder = (...paths: string[]): Library => {
  const record =
    (path: string): Callable =>
    (...given) => [path, ...given];
  const api: Record<string, unknown> = {};
  for (const path of paths) {
    const names = path.split(".");
    let level = api;
    for (const name of names.slice(0, -1)) level = (level[name] ??= {}) as Record<string, unknown>;
    level[names.at(-1) ?? ""] = record(path);
  }
  return {
    ...scalarLibrary,
    api,
    at: (x, parts) => ({ set: (...given) => ["set", x, parts, ...given] }),
    index: (x, parts) => ["index", x, parts],
  };
};

const call = (library: Library, fn: string, args: unknown[], kwargs: Record<string, unknown> = {}): unknown => {
  const found = resolve(library, fn);
  if (found.kind === "missing") throw new Error(`missing ${found.paths.join()}`);
  return found.call(args, new Map(Object.entries(kwargs)), { dtype: "float64", shape: [], data: [] });
};

describe("irregular rows", () => {
  test.each<[string, string[], unknown[], Record<string, unknown>, unknown]>([
    [
      "lax.dot_general",
      ["lax.dotGeneral"],
      ["a", "b", [[1], [0]], [[], []]],
      {},
      [
        "lax.dotGeneral",
        "a",
        "b",
        {
          dimensionNumbers: [
            [[1], [0]],
            [[], []],
          ],
        },
      ],
    ],
    [
      "lax.gather",
      ["lax.gather"],
      ["x", "i"],
      { offset_dims: [1], slice_sizes: [2], mode: "clip" },
      ["lax.gather", "x", "i", { dimensionNumbers: { offsetDims: [1] }, sliceSizes: [2], mode: "clip" }],
    ],
    ["at.set", [], ["x", "parts", 5], { mode: "drop" }, ["set", "x", "parts", 5, { mode: "drop" }]],
    ["getitem", [], ["x", "parts"], {}, ["index", "x", "parts"]],
    [
      "scipy.linalg.cho_solve",
      ["scipy.linalg.choSolve"],
      ["c", "b"],
      { lower: true },
      ["scipy.linalg.choSolve", ["c", true], "b"],
    ],
    ["hanning", ["np.hanning"], [5], {}, ["np.hanning", 5, { dtype: "float64" }]],
    [
      "pool.avg",
      ["nn.avgPool", "np.moveaxis"],
      ["x"],
      { window: [2], strides: null, count_include_pad: false },
      ["np.moveaxis", ["nn.avgPool", ["np.moveaxis", "x", 1, -1], [2], { countIncludePad: false }], -1, 1],
    ],
    ["concatenate", ["np.concatenate"], [["x", "y"]], { axis: null }, ["np.concatenate", ["x", "y"], { axis: null }]],
    [
      "random.randint",
      ["random.randint"],
      ["key", [4], 0, 10],
      {},
      ["random.randint", "key", { shape: [4], minval: 0, maxval: 10 }],
    ],
    [
      "nn.initializers.apply",
      ["nn.initializers.zeros"],
      ["key", "zeros", [2]],
      {},
      ["nn.initializers.zeros", "key", [2]],
    ],
  ])("%s", (fn, paths, args, kwargs, expected) => {
    expect(call(recorder(...paths), fn, args, kwargs)).toStrictEqual(expected);
  });

  test("what a row composes must all be there", () => {
    expect(resolve(recorder("np.linalg.qr"), "linalg.qr_gauged")).toStrictEqual({
      kind: "missing",
      paths: ["np.diagonal"],
    });
    expect(resolve(recorder(), "constructor")).toStrictEqual({ kind: "missing", paths: ["np.constructor"] });
  });
});

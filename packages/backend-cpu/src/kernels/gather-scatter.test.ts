import { describe, expect, test } from "vitest";
import {
  array,
  at,
  build,
  callOne,
  cases,
  DTYPES,
  expectSame,
  FLOATS,
  indices,
  NUMBERS,
  offset,
  type Data,
  type Random,
} from "../../test/kernel-harness.js";

/** A random, valid description of windows of an operand, with indices that also lie outside. */
function windows(random: Random, operand: readonly number[]) {
  const rank = operand.length;
  const roles = operand.map(() => random.pick(["window", "collapsed", "batch"] as const));
  const axesOf = (role: string): number[] => roles.flatMap((r, axis) => (r === role ? [axis] : []));
  const batchAxes = axesOf("batch");
  const collapsed = axesOf("collapsed");
  const windowAxes = axesOf("window");
  const sizes = operand.map((n, axis) => (roles[axis] === "window" ? random.int(0, n) : Math.min(1, n)));
  const map = random.permutation(rank).filter((axis) => !batchAxes.includes(axis) && random.flip(0.8));
  // Batch axes of the indices: those run together with the operand's, in some order, and free ones between them.
  const loose = random.list(random.int(0, 2), 0, 4).map((n) => ({ n, axis: -1 }));
  const all = [...loose, ...batchAxes.map((axis) => ({ n: operand[axis], axis }))];
  const order = random.permutation(all.length).map((i) => all[i]);
  const startIndicesBatchingDims = batchAxes.map((axis) => order.findIndex((one) => one.axis === axis));
  const vectors = random.array(
    random.pick(["int32", "int32", "uint8", "int8", "uint32"] as const),
    [...order.map(({ n }) => n), map.length],
    0,
    6,
  );
  if (vectors.dtype === "int32" || vectors.dtype === "int8")
    vectors.data.forEach((_, i) => random.flip(0.15) && (vectors.data[i] = -random.int(1, 3)));
  const outRank = order.length + windowAxes.length;
  const windowDims = random
    .permutation(outRank)
    .slice(0, windowAxes.length)
    .sort((a, b) => a - b);
  let w = 0;
  let b = 0;
  const shape = Array.from({ length: outRank }, (_, axis) =>
    windowDims.includes(axis) ? sizes[windowAxes[w++]] : order[b++].n,
  );
  return { sizes, map, batchAxes, collapsed, windowAxes, startIndicesBatchingDims, vectors, windowDims, shape };
}

type Windows = ReturnType<typeof windows>;

/** Where an element of the windows lies in the operand; undefined where its window is not inside. */
function source(
  x: Data,
  { sizes, map, batchAxes, windowAxes, startIndicesBatchingDims, vectors, windowDims }: Windows,
  index: number[],
  clip: boolean,
): number[] | undefined {
  const batch = index.filter((_, axis) => !windowDims.includes(axis));
  const start = x.shape.map(() => 0);
  map.forEach((axis, k) => (start[axis] = at(vectors, [...batch, k])));
  const inside = start.every((s, axis) => s >= 0 && s <= x.shape[axis] - sizes[axis]);
  if (!inside && !clip) return undefined;
  const from = start.map((s, axis) => Math.max(0, Math.min(s, x.shape[axis] - sizes[axis])));
  batchAxes.forEach((axis, i) => (from[axis] = batch[startIndicesBatchingDims[i]]));
  windowAxes.forEach((axis, i) => (from[axis] += index[windowDims[i]]));
  return from;
}

describe("gather", () => {
  test("is XLA's, for any windows", () => {
    cases(600, (random) => {
      const x = random.array(random.pick(DTYPES), random.list(random.int(0, 4), 1, 4));
      const w = windows(random, x.shape);
      const mode = random.pick(["clip", "fill", "promise"] as const);
      const fill = random.pick([undefined, 1]);
      const nothing = {
        bool: 1,
        int8: -128,
        int32: -2147483648,
        uint8: 255,
        uint32: 4294967295,
        float32: NaN,
        float64: NaN,
      }[x.dtype as "bool"];
      const expected = build(x.dtype, w.shape, (index) => {
        const from = source(x, w, index, mode !== "fill");
        return from === undefined ? (fill ?? nothing) : at(x, from);
      });
      const params = {
        offsetDims: w.windowDims,
        collapsedSliceDims: w.collapsed,
        startIndexMap: w.map,
        operandBatchingDims: w.batchAxes,
        startIndicesBatchingDims: w.startIndicesBatchingDims,
        sliceSizes: w.sizes,
        mode,
        fill,
      };
      expectSame(callOne("gather", [x, w.vectors], expected, params), expected);
    });
  });

  test("takes rows, short and long", () => {
    for (const width of [1, 3, 200]) {
      const x = build("float32", [5, width], ([i, j]) => 1000 * i + j);
      const rows = array("int32", [4, 1], [4, 0, 9, -1]);
      const params = {
        offsetDims: [1],
        collapsedSliceDims: [0],
        startIndexMap: [0],
        operandBatchingDims: [],
        startIndicesBatchingDims: [],
        sliceSizes: [1, width],
      };
      const clipped = build("float32", [4, width], ([i, j]) => 1000 * [4, 0, 4, 0][i] + j);
      expectSame(callOne("gather", [x, rows], clipped, { ...params, mode: "clip" }), clipped);
      const filled = build("float32", [4, width], ([i, j]) => 1000 * [4, 0, NaN, NaN][i] + j);
      expectSame(callOne("gather", [x, rows], filled, { ...params, mode: "fill" }), filled);
    }
  });
});

describe("scatter", () => {
  const COMBINE = {
    set: (_: number, y: number) => y,
    add: (x: number, y: number) => x + y,
    mul: (x: number, y: number) => x * y,
    min: Math.min,
    max: Math.max,
  };

  test("is XLA's, for any windows and in order", () => {
    cases(800, (random) => {
      const x = random.array(random.pick(NUMBERS), random.list(random.int(0, 4), 1, 4), 0, 3);
      const w = windows(random, x.shape);
      const updates = random.array(x.dtype, w.shape, 0, 3);
      const mode = random.pick(["clip", "drop", "promise"] as const);
      const combine = random.pick(["set", "add", "mul", "min", "max"] as const);
      const expected = { ...x, data: x.data.slice() };
      // In row-major order of the index vectors, not of the updates.
      const batchOf = (index: number[]): number[] => index.filter((_, axis) => !w.windowDims.includes(axis));
      const batches = w.shape.filter((_, axis) => !w.windowDims.includes(axis));
      const order = indices(w.shape).sort((p, q) => offset(batches, batchOf(p)) - offset(batches, batchOf(q)));
      for (const index of order) {
        const to = source(x, w, index, mode === "clip");
        if (to === undefined) continue;
        const place = offset(x.shape, to);
        expected.data[place] = COMBINE[combine](expected.data[place], at(updates, index));
      }
      const params = {
        updateWindowDims: w.windowDims,
        insertedWindowDims: w.collapsed,
        scatterDimsToOperandDims: w.map,
        operandBatchingDims: w.batchAxes,
        scatterIndicesBatchingDims: w.startIndicesBatchingDims,
        mode,
        combine,
        unique: false,
      };
      expectSame(callOne("scatter", [x, w.vectors, updates], x, params), expected);
    });
  });

  const along0 = {
    updateWindowDims: [],
    insertedWindowDims: [0],
    scatterDimsToOperandDims: [0],
    operandBatchingDims: [],
    scatterIndicesBatchingDims: [],
    mode: "drop",
    unique: false,
  };

  test("adds many terms to one element as precisely as sum does", () => {
    const n = 300_000;
    const ones = { dtype: "float32", shape: [n], data: new Float32Array(n).fill(0.1) } as const;
    const zeros = { dtype: "int32", shape: [n, 1], data: new Int32Array(n) } as const;
    const { data } = callOne(
      "scatter",
      [array("float32", [2], [0, 5]), zeros, ones],
      { dtype: "float32", shape: [2] },
      { ...along0, combine: "add" },
    );
    const total = data[0];
    expect(Math.abs(total / (n * Math.fround(0.1)) - 1)).toBeLessThan(1e-7);
  });

  test("NaN wins in min and max; integers wrap in mul", () => {
    for (const dtype of FLOATS) {
      for (const combine of ["min", "max"]) {
        const result = callOne(
          "scatter",
          [array(dtype, [2], [1, NaN]), array("int32", [2, 1], [0, 1]), array(dtype, [2], [NaN, 2])],
          { dtype, shape: [2] },
          { ...along0, combine },
        );
        expect([...result.data]).toEqual([NaN, NaN]);
      }
    }
    const product = callOne(
      "scatter",
      [array("int32", [1], [123456789]), array("int32", [1, 1], [0]), array("int32", [1], [987654321])],
      { dtype: "int32", shape: [1] },
      { ...along0, combine: "mul" },
    );
    expect(product.data[0]).toBe(Math.imul(123456789, 987654321));
    const greatest = callOne(
      "scatter",
      [array("uint32", [1], [5]), array("int32", [1, 1], [0]), array("uint32", [1], [4e9])],
      { dtype: "uint32", shape: [1] },
      { ...along0, combine: "max" },
    );
    expect(greatest.data[0]).toBe(4e9);
  });
});

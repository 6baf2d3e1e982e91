/** The rules of structural primitives, on the reference backend: derivatives of both modes and orders, and batching. */
import { beforeAll, describe, test } from "vitest";
import { setDefaultBackend } from "../src/trace/device.js";
import type { NDArray } from "../src/ir/value.js";
import * as p from "../src/primitives/index.js";
import { convGeneralDilated } from "../src/primitives/conv.js";
import { reduceWindowMax, reduceWindowMin, reduceWindowSum } from "../src/primitives/window.js";
import { windowSlices } from "../src/primitives/window-slices.js";
import { reference } from "./reference-backend.js";
import { array, ints, keepsLaws, random, type Apply } from "./laws.js";

beforeAll(() => setDefaultBackend(reference));

const shaped =
  (...shapes: readonly (readonly number[])[]) =>
  () =>
    shapes.map((shape) => random(shape));
/** Squares first, so that second derivatives are not zero. */
const squared =
  (f: (...xs: NDArray[]) => NDArray): Apply =>
  (...xs) =>
    f(...xs.map((x) => (x.dtype === "float64" ? p.mul(x, x) : x)));
const law = (name: string, f: Apply, make: () => readonly NDArray[], options = {}): void =>
  test(name, () => keepsLaws(f, make, options));

describe("movement", () => {
  law(
    "reshape",
    squared((x) => p.reshape(x, { shape: [3, 2] })),
    shaped([2, 3]),
  );
  law(
    "transpose",
    squared((x) => p.transpose(x, { permutation: [2, 0, 1] })),
    shaped([2, 3, 4]),
  );
  law(
    "reverse",
    squared((x) => p.reverse(x, { axes: [1] })),
    shaped([2, 3]),
  );
  law(
    "slice",
    squared((x) => p.slice(x, { starts: [1, 0], limits: [4, 5], strides: [2, 3] })),
    shaped([4, 5]),
  );
  law(
    "empty slice",
    squared((x) => p.slice(x, { starts: [1, 2], limits: [4, 2], strides: [2, 3] })),
    shaped([4, 5]),
  );
  law(
    "many slices",
    squared((x) => p.add(p.sliceAxis(x, 0, 0, 2), p.mul(p.sliceAxis(x, 0, 1, 3), p.sliceAxis(x, 0, 2, 6, 2)))),
    shaped([6, 2]),
  );
  law(
    "placeSlices",
    squared((x, y) =>
      p.placeSlices([x, y], {
        shape: [5, 3],
        boxes: [
          { starts: [0, 1], strides: [2, 1] },
          { starts: [1, 0], strides: [3, 2] },
        ],
      }),
    ),
    shaped([3, 2], [2, 2]),
  );
  law(
    "concatenate",
    squared((x, y, z) => p.concatenate([x, y, z], { axis: 1 })),
    shaped([2, 1], [2, 3], [2, 0]),
  );
  law(
    "pad",
    squared((x, v) => p.pad(x, v, { low: [1, 0], high: [2, 1], interior: [1, 0] })),
    shaped([2, 3], []),
  );
  law(
    "negative pad",
    squared((x, v) => p.pad(x, v, { low: [-1, 2], high: [1, -2], interior: [2, 1] })),
    shaped([3, 4], []),
  );
});

const starts = () => [indices([], -1, 5), indices([], -1, 5)];
const indices = (shape: readonly number[], low: number, high: number): NDArray =>
  ints(
    Array.from(random(shape).dataSync(), (x) => low + Math.floor(((x + 2) / 4) * (high - low))),
    shape,
  );
describe("indexing", () => {
  law(
    "dynamicSlice",
    squared((x, i, j) => p.dynamicSlice(x, [i!, j!], { sizes: [2, 3] })),
    () => [random([4, 5]), ...starts()],
  );
  law(
    "dynamicUpdateSlice",
    squared((x, u, i, j) => p.dynamicUpdateSlice(x, u, [i!, j!])),
    () => [random([4, 5]), random([2, 3]), ...starts()],
  );
  const rows = {
    offsetDims: [1],
    collapsedSliceDims: [0],
    startIndexMap: [0],
    operandBatchingDims: [],
    startIndicesBatchingDims: [],
    sliceSizes: [1, 3],
  };
  const windows = {
    offsetDims: [0, 2],
    collapsedSliceDims: [],
    startIndexMap: [1, 0],
    operandBatchingDims: [],
    startIndicesBatchingDims: [],
    sliceSizes: [2, 2],
  };
  const lanes = {
    offsetDims: [2],
    collapsedSliceDims: [1],
    startIndexMap: [1],
    operandBatchingDims: [0],
    startIndicesBatchingDims: [1],
    sliceSizes: [1, 1, 2],
  };
  for (const mode of ["clip", "fill"] as const) {
    law(
      `gather rows, ${mode}`,
      squared((x, i) => p.gather(x!, i!, { ...rows, mode, fill: 0.5 })),
      () => [random([4, 3]), indices([5, 1], -1, 5)],
    );
    law(
      `gather windows, ${mode}`,
      squared((x, i) => p.gather(x!, i!, { ...windows, mode, fill: 0.5 })),
      () => [random([4, 3]), indices([3, 2], -1, 4)],
    );
    law(
      `gather lanes, ${mode}`,
      squared((x, i) => p.gather(x!, i!, { ...lanes, mode, fill: 0.5 })),
      () => [random([2, 4, 3]), indices([3, 2, 1], -1, 5)],
    );
  }
  const into = {
    updateWindowDims: [1],
    insertedWindowDims: [0],
    scatterDimsToOperandDims: [0],
    operandBatchingDims: [],
    scatterIndicesBatchingDims: [],
  };
  const intoWindows = {
    updateWindowDims: [0, 2],
    insertedWindowDims: [],
    scatterDimsToOperandDims: [1, 0],
    operandBatchingDims: [],
    scatterIndicesBatchingDims: [],
  };
  const intoLanes = {
    updateWindowDims: [2],
    insertedWindowDims: [1],
    scatterDimsToOperandDims: [1],
    operandBatchingDims: [0],
    scatterIndicesBatchingDims: [1],
  };
  for (const combine of ["set", "add", "mul", "min", "max"] as const)
    for (const mode of ["drop", "clip"] as const) {
      const options = { combine, mode, unique: false } as const;
      law(
        `scatter ${combine} rows, ${mode}`,
        squared((x, i, u) => p.scatter(x!, i!, u!, { ...into, ...options })),
        () => [random([4, 3]), indices([5, 1], -1, 5), random([5, 3])],
      );
      law(
        `scatter ${combine} windows, ${mode}`,
        squared((x, i, u) => p.scatter(x!, i!, u!, { ...intoWindows, ...options })),
        () => [random([4, 3]), indices([3, 2], -1, 4), random([2, 3, 2])],
      );
      law(
        `scatter ${combine} lanes, ${mode}`,
        squared((x, i, u) => p.scatter(x!, i!, u!, { ...intoLanes, ...options })),
        () => [random([2, 4, 3]), indices([3, 2, 1], -1, 5), random([3, 2, 2])],
      );
    }
  for (const combine of ["set", "add", "mul", "min", "max"] as const)
    law(
      `scatter ${combine}, unique`,
      squared((x, u) => p.scatter(x!, ints([3, 0, 7], [3, 1]), u!, { ...into, combine, mode: "drop", unique: true })),
      () => [random([4, 3]), random([3, 3])],
    );
  law(
    "scatter mul with zero factors",
    (x, u) =>
      p.scatter(x!, ints([0, 0, 0, 1, 1, 2], [6, 1]), u!, {
        ...into,
        updateWindowDims: [],
        combine: "mul",
        mode: "drop",
        unique: false,
      }),
    () => [array([2, 3, 4, 5]), array([0, 3, 5, 0, 0, 7])],
    { second: false },
  );
});

describe("reductions", () => {
  law("prod", (x) => p.prod(x, { axes: [0, 2] }), shaped([3, 2, 5]));
  law(
    "prod with zeros",
    (x) => p.prod(x, { axes: [1] }),
    () => [array([2, 0, 3, 0, 0, 5], [2, 3])],
  );
  law("prod of nothing", (x) => p.prod(x, { axes: [0] }), shaped([0, 2]));
  law(
    "reduceMax",
    squared((x) => p.reduceMax(x, { axes: [1] })),
    shaped([3, 4]),
  );
  law(
    "reduceMin",
    squared((x) => p.reduceMin(x, { axes: [0, 1] })),
    shaped([3, 4]),
  );
  law("argmax", (x) => p.argmax(x, { axis: 1 }), shaped([3, 4]), { derivative: false });
  law("argmin", (x) => p.argmin(x, { axis: 0 }), shaped([3, 4]), { derivative: false });
  law("reduceAnd", (x) => p.reduceAnd(p.gt(x, 0), { axes: [0] }), shaped([2, 4]), { derivative: false });
  law("reduceOr", (x) => p.reduceOr(p.gt(x, 0), { axes: [0] }), shaped([2, 4]), { derivative: false });
  for (const reverse of [false, true])
    for (const length of [1, 2, 5, 8]) {
      const at = { axis: 0, reverse };
      law(
        `cumsum ${length} ${reverse}`,
        squared((x) => p.cumsum(x, at)),
        shaped([length, 2]),
      );
      law(`cumprod ${length} ${reverse}`, (x) => p.cumprod(x, at), shaped([length, 2]));
      law(
        `cummax ${length} ${reverse}`,
        squared((x) => p.cummax(x, at)),
        shaped([length, 2]),
      );
      law(
        `cummin ${length} ${reverse}`,
        squared((x) => p.cummin(x, at)),
        shaped([length, 2]),
      );
      law(`cumlogsumexp ${length} ${reverse}`, (x) => p.cumlogsumexp(x, at), shaped([length, 2]));
    }
  law(
    "cumprod with zeros",
    (x) => p.cumprod(x, { axis: 0, reverse: false }),
    () => [array([2, 0, 3, 0, 5])],
  );
  law(
    "cumlogsumexp of equals",
    (x) => p.cumlogsumexp(x, { axis: 0, reverse: false }),
    () => [array([1, 1, 1])],
  );
  law("logaddexp", (x, y) => p.logaddexp(x, y), shaped([4], [4]));
  law(
    "logaddexp of equals",
    (x, y) => p.logaddexp(x, y),
    () => [array([1, -2]), array([1, -2])],
  );
  law("sort", (x, y) => p.sort([p.mul(x, x), y, p.mul(x, y)], { axis: 1, keys: 2 }), shaped([2, 4], [2, 4]));
  law("topK", (x) => p.topK(p.mul(x, x), { k: 2 }), shaped([2, 4]));
});

describe("contractions", () => {
  law(
    "dotGeneral",
    (x, y) => p.dotGeneral(x!, y!, { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] }),
    shaped([2, 3], [3, 4]),
  );
  law(
    "dotGeneral with batches",
    (x, y) => p.dotGeneral(x!, y!, { lhsContract: [3, 1], rhsContract: [0, 3], lhsBatch: [2], rhsBatch: [2] }),
    shaped([2, 3, 4, 5], [5, 2, 4, 3]),
  );
  law(
    "outer product",
    (x, y) => p.dotGeneral(x!, y!, { lhsContract: [], rhsContract: [], lhsBatch: [], rhsBatch: [] }),
    shaped([2], [3]),
  );
  law(
    "two batches",
    (x, y) => p.dotGeneral(x!, y!, { lhsContract: [2], rhsContract: [0], lhsBatch: [3, 0], rhsBatch: [1, 2] }),
    shaped([2, 3, 4, 2], [4, 2, 2, 3]),
  );
  const conv =
    (options: object = {}) =>
    (x?: NDArray, w?: NDArray) =>
      convGeneralDilated(x!, w!, {
        strides: [1],
        padding: [[0, 0]],
        lhsDilation: [1],
        rhsDilation: [1],
        featureGroupCount: 1,
        batchGroupCount: 1,
        ...options,
      });
  law("conv", conv(), shaped([2, 3, 6], [4, 3, 3]));
  law(
    "conv strided, padded, dilated",
    conv({ strides: [2], padding: [[2, 1]], lhsDilation: [3], rhsDilation: [2] }),
    shaped([2, 3, 5], [2, 3, 3]),
  );
  law("conv cut off", conv({ strides: [3], padding: [[-2, -1]] }), shaped([1, 2, 9], [2, 2, 2]));
  law("conv padded beyond the window", conv({ strides: [2], padding: [[4, 5]] }), shaped([1, 1, 3], [1, 1, 2]));
  law("conv in feature groups", conv({ featureGroupCount: 2, padding: [[1, 0]] }), shaped([2, 4, 5], [6, 2, 3]));
  law("conv in batch groups", conv({ batchGroupCount: 2, strides: [2] }), shaped([4, 3, 5], [6, 3, 2]));
  law(
    "conv in two dimensions",
    conv({
      strides: [2, 1],
      padding: [
        [1, 1],
        [0, 2],
      ],
      lhsDilation: [1, 2],
      rhsDilation: [1, 1],
    }),
    shaped([2, 2, 4, 3], [3, 2, 2, 3]),
  );
  law(
    "conv without space",
    conv({ strides: [], padding: [], lhsDilation: [], rhsDilation: [] }),
    shaped([2, 3], [4, 3]),
  );
});

describe("windows", () => {
  const plain = {
    window: [2, 3],
    strides: [2, 1],
    padding: [
      [0, 0],
      [1, 1],
    ],
    baseDilation: [1, 1],
    windowDilation: [1, 1],
  } as const;
  const wild = {
    window: [2, 3],
    strides: [1, 2],
    padding: [
      [1, 0],
      [2, 3],
    ],
    baseDilation: [2, 1],
    windowDilation: [2, 1],
  } as const;
  const cut = {
    window: [2, 2],
    strides: [1, 2],
    padding: [
      [-1, 0],
      [3, -2],
    ],
    baseDilation: [1, 2],
    windowDilation: [1, 1],
  } as const;
  for (const [name, params] of Object.entries({ plain, wild, cut })) {
    law(
      `reduceWindowSum ${name}`,
      squared((x) => reduceWindowSum(x, params)),
      shaped([4, 5]),
    );
    law(
      `reduceWindowMax ${name}`,
      squared((x) => finite(reduceWindowMax(x, params))),
      shaped([4, 5]),
    );
    law(
      `reduceWindowMin ${name}`,
      squared((x) => finite(reduceWindowMin(x, params))),
      shaped([4, 5]),
    );
  }
  law("window products", (x) => windowSlices(x!, 1, wild).reduce((a, b) => p.mul(a, b)), shaped([4, 5]));
  const finite = (x: NDArray): NDArray => p.select(p.isFinite(x), x, p.zerosLike(x));
});

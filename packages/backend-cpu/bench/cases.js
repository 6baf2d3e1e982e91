/** What `kernels.js` times: shapes, parameters, and naive loops for comparison. */
import {
  naiveTranspose,
  naiveArgsort,
  naiveConv,
  naiveCumsum,
  naiveMatmul,
  naiveMax,
  naiveSort,
  naiveSum,
  naiveTake,
} from "./naive.js";

const matmul = { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] };
const conv = {
  strides: [1, 1],
  padding: [
    [1, 1],
    [1, 1],
  ],
  lhsDilation: [1, 1],
  rhsDilation: [1, 1],
  featureGroupCount: 1,
  batchGroupCount: 1,
};

const square = (n) => [
  [n, n],
  [n, n],
];

/** Label, kernel, shapes of the inputs and outputs (with an element type where it is not that of the run), parameters, naive loop. */
export const CASES = [
  ...[4, 16, 64, 256, 512].map((n) => [`matmul ${n}`, "dotGeneral", square(n), [[n, n]], matmul, naiveMatmul(n, n, n)]),
  ["matrix-vector 2048", "dotGeneral", [[2048, 2048], [2048]], [[2048]], matmul, naiveMatmul(2048, 2048, 1)],
  [
    "vector-matrix 2048",
    "dotGeneral",
    [
      [1, 2048],
      [2048, 2048],
    ],
    [[1, 2048]],
    matmul,
    naiveMatmul(1, 2048, 2048),
  ],
  [
    "64 × matmul 64",
    "dotGeneral",
    [
      [64, 64, 64],
      [64, 64, 64],
    ],
    [[64, 64, 64]],
    { lhsContract: [2], rhsContract: [1], lhsBatch: [0], rhsBatch: [0] },
    ([a, b, c]) => {
      for (let i = 0; i < 64; i++)
        naiveMatmul(
          64,
          64,
          64,
        )([a.subarray(i * 4096), b.subarray(i * 4096, (i + 1) * 4096), c.subarray(i * 4096, (i + 1) * 4096)]);
    },
  ],
  [
    "MLP layer 128×784×128",
    "dotGeneral",
    [
      [128, 784],
      [784, 128],
    ],
    [[128, 128]],
    matmul,
    naiveMatmul(128, 784, 128),
  ],
  [
    "conv 3×3 1×32×112×112→64",
    "convGeneralDilated",
    [
      [1, 32, 112, 112],
      [64, 32, 3, 3],
    ],
    [[1, 64, 112, 112]],
    conv,
    naiveConv,
  ],
  ...["all", 0, 1].map((axis) => [
    `sum 2048² ${axis}`,
    "sum",
    [[2048, 2048]],
    [axis === "all" ? [] : [2048]],
    { axes: axis === "all" ? [0, 1] : [axis] },
    naiveSum(2048, 2048, axis),
  ]),
  ["max 2048² axis 1", "reduceMax", [[2048, 2048]], [[2048]], { axes: [1] }, naiveMax],
  [
    "max 2048² axis 0",
    "reduceMax",
    [[2048, 2048]],
    [[2048]],
    { axes: [0] },
    ([x, out]) => {
      out.fill(-Infinity);
      for (let i = 0; i < 2048; i++) for (let j = 0; j < 2048; j++) out[j] = Math.max(out[j], x[i * 2048 + j]);
    },
  ],
  ["argmax 2048² axis 1", "argmax", [[2048, 2048]], [[2048], "int32"], { axis: 1 }, null],
  ["sort 10⁶", "sort", [[1e6]], [[1e6]], { axis: 0, keys: 1 }, naiveSort],
  ["argsort 10⁶", "sort", [[1e6], [1e6, "int32"]], [[1e6], [1e6, "int32"]], { axis: 0, keys: 1 }, naiveArgsort],
  [
    "sort 10⁵ × 10",
    "sort",
    [[1e5, 10]],
    [[1e5, 10]],
    { axis: 1, keys: 1 },
    ([x, out]) => {
      out.set(x);
      for (let i = 0; i < 1e5; i++) out.subarray(10 * i, 10 * i + 10).sort();
    },
  ],
  ["topK 50 of 10⁶", "topK", [[1e6]], [[50], [50, "int32"]], { k: 50 }, null],
  ["cumsum 10⁶", "cumsum", [[1e6]], [[1e6]], { axis: 0, reverse: false }, naiveCumsum],
  ["cumsum 1000² axis 0", "cumsum", [[1000, 1000]], [[1000, 1000]], { axis: 0, reverse: false }, null],
  ["transpose 2048²", "transpose", [[2048, 2048]], [[2048, 2048]], { permutation: [1, 0] }, naiveTranspose],
  [
    "broadcast row to 2048²",
    "broadcast",
    [[2048]],
    [[2048, 2048]],
    { axes: [0] },
    ([x, out]) => {
      for (let i = 0; i < 2048; i++) for (let j = 0; j < 2048; j++) out[i * 2048 + j] = x[j];
    },
  ],
  ["broadcast column to 2048²", "broadcast", [[2048]], [[2048, 2048]], { axes: [1] }, null],
  [
    "take 10⁵ rows of 16",
    "gather",
    [
      [1000, 16],
      [1e5, 1, "int32"],
    ],
    [[1e5, 16]],
    {
      offsetDims: [1],
      collapsedSliceDims: [0],
      startIndexMap: [0],
      operandBatchingDims: [],
      startIndicesBatchingDims: [],
      sliceSizes: [1, 16],
      mode: "clip",
    },
    naiveTake,
  ],
  [
    "add 10⁵ rows of 16",
    "scatter",
    [
      [1000, 16],
      [1e5, 1, "int32"],
      [1e5, 16],
    ],
    [[1000, 16]],
    {
      updateWindowDims: [1],
      insertedWindowDims: [0],
      scatterDimsToOperandDims: [0],
      operandBatchingDims: [],
      scatterIndicesBatchingDims: [],
      mode: "drop",
      combine: "add",
      unique: false,
    },
    null,
  ],
  [
    "add 10⁶ elements",
    "scatter",
    [[1000], [1e6, 1, "int32"], [1e6]],
    [[1000]],
    {
      updateWindowDims: [],
      insertedWindowDims: [0],
      scatterDimsToOperandDims: [0],
      operandBatchingDims: [],
      scatterIndicesBatchingDims: [],
      mode: "drop",
      combine: "add",
      unique: false,
    },
    null,
  ],
  [
    "max pool 3×3/2 1×64×112×112",
    "reduceWindowMax",
    [[1, 64, 112, 112]],
    [[1, 64, 56, 56]],
    {
      window: [1, 1, 3, 3],
      strides: [1, 1, 2, 2],
      padding: [
        [0, 0],
        [0, 0],
        [1, 1],
        [1, 1],
      ],
      baseDilation: [1, 1, 1, 1],
      windowDilation: [1, 1, 1, 1],
    },
    null,
  ],
  [
    "depthwise conv 3×3 1×64×56×56",
    "convGeneralDilated",
    [
      [1, 64, 56, 56],
      [64, 1, 3, 3],
    ],
    [[1, 64, 56, 56]],
    { ...conv, featureGroupCount: 64 },
    null,
  ],
];

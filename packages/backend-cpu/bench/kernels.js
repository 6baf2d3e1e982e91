/**
 * Medians of kernels against naive loops, taken in turns in one run: `node packages/backend-cpu/bench/kernels.js [runs] [name]` after a
 * build. Results are compared first. Kernels meet float64 and int32 before they are timed, as they would in a program.
 */
import { pathToFileURL } from "node:url";

const { kernels } = await import(process.env.KERNELS ? pathToFileURL(process.env.KERNELS).href : "../dist/kernels/index.js");
const runs = Number(process.argv[2] ?? 15);
const only = process.argv[3] ?? "";

const KIND = { float32: Float32Array, float64: Float64Array, int32: Int32Array };
const size = (/** @type {number[]} */ shape) => shape.reduce((n, d) => n * d, 1);
const noise = (/** @type {keyof typeof KIND} */ dtype, /** @type {number} */ n) =>
  KIND[dtype].from({ length: n }, () => (dtype === "int32" ? Math.random() * 100 : Math.random() - 0.5));

const matmul = { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] };
const conv = { strides: [1, 1], padding: [[1, 1], [1, 1]], lhsDilation: [1, 1], rhsDilation: [1, 1], featureGroupCount: 1, batchGroupCount: 1 };

function naiveMatmul(m, k, n) {
  return ([a, b, c]) => {
    c.fill(0);
    for (let i = 0; i < m; i++) for (let p = 0; p < k; p++) {
      const v = a[i * k + p];
      for (let j = 0; j < n; j++) c[i * n + j] += v * b[p * n + j];
    }
  };
}

function naiveConv([x, w, out]) {
  out.fill(0);
  for (let o = 0; o < 64; o++) for (let c = 0; c < 32; c++) for (let u = 0; u < 3; u++) for (let v = 0; v < 3; v++) {
    const weight = w[((o * 32 + c) * 3 + u) * 3 + v];
    for (let i = Math.max(0, 1 - u); i < Math.min(112, 113 - u); i++) {
      const to = (o * 112 + i) * 112;
      const from = (c * 112 + i + u - 1) * 112 + v - 1;
      for (let j = Math.max(0, 1 - v); j < Math.min(112, 113 - v); j++) out[to + j] += weight * x[from + j];
    }
  }
}

function naiveSum(rows, columns, axis) {
  if (axis === "all") return ([x, out]) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i];
    out[0] = sum;
  };
  if (axis === 1) return ([x, out]) => {
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += x[i * columns + j];
      out[i] = sum;
    }
  };
  return ([x, out]) => {
    out.fill(0);
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j] += x[i * columns + j];
  };
}

function naiveCumsum([x, out]) {
  let sum = 0;
  for (let i = 0; i < x.length; i++) out[i] = sum += x[i];
}

function naiveSort([x, out]) {
  out.set(x);
  out.sort();
}

function naiveArgsort([x, , out, order]) {
  const indices = Int32Array.from(x, (_, i) => i).sort((p, q) => x[p] - x[q]);
  order.set(indices);
  for (let i = 0; i < x.length; i++) out[i] = x[indices[i]];
}

const naiveTranspose = ([x, out]) => {
  for (let i = 0; i < 2048; i++) for (let j = 0; j < 2048; j++) out[j * 2048 + i] = x[i * 2048 + j];
};

function naiveMax([x, out]) {
  for (let i = 0; i < 2048; i++) {
    let max = -Infinity;
    for (let j = 0; j < 2048; j++) max = Math.max(max, x[i * 2048 + j]);
    out[i] = max;
  }
}

function naiveTake([x, rows, out]) {
  for (let i = 0; i < 1e5; i++) for (let j = 0; j < 16; j++) out[16 * i + j] = x[16 * rows[i] + j];
}

const square = (n) => [[n, n], [n, n]];
const CASES = [
  ...[4, 16, 64, 256, 512].map((n) => [`matmul ${n}`, "dotGeneral", square(n), [[n, n]], matmul, naiveMatmul(n, n, n)]),
  ["matrix-vector 2048", "dotGeneral", [[2048, 2048], [2048]], [[2048]], matmul, naiveMatmul(2048, 2048, 1)],
  ["vector-matrix 2048", "dotGeneral", [[1, 2048], [2048, 2048]], [[1, 2048]], matmul, naiveMatmul(1, 2048, 2048)],
  ["64 × matmul 64", "dotGeneral", [[64, 64, 64], [64, 64, 64]], [[64, 64, 64]], { lhsContract: [2], rhsContract: [1], lhsBatch: [0], rhsBatch: [0] }, ([a, b, c]) => {
    for (let i = 0; i < 64; i++) naiveMatmul(64, 64, 64)([a.subarray(i * 4096), b.subarray(i * 4096, (i + 1) * 4096), c.subarray(i * 4096, (i + 1) * 4096)]);
  }],
  ["MLP layer 128×784×128", "dotGeneral", [[128, 784], [784, 128]], [[128, 128]], matmul, naiveMatmul(128, 784, 128)],
  ["conv 3×3 1×32×112×112→64", "convGeneralDilated", [[1, 32, 112, 112], [64, 32, 3, 3]], [[1, 64, 112, 112]], conv, naiveConv],
  ...["all", 0, 1].map((axis) => [`sum 2048² ${axis}`, "sum", [[2048, 2048]], [axis === "all" ? [] : [2048]], { axes: axis === "all" ? [0, 1] : [axis] }, naiveSum(2048, 2048, axis)]),
  ["max 2048² axis 1", "reduceMax", [[2048, 2048]], [[2048]], { axes: [1] }, naiveMax],
  ["max 2048² axis 0", "reduceMax", [[2048, 2048]], [[2048]], { axes: [0] }, ([x, out]) => {
    out.fill(-Infinity);
    for (let i = 0; i < 2048; i++) for (let j = 0; j < 2048; j++) out[j] = Math.max(out[j], x[i * 2048 + j]);
  }],
  ["argmax 2048² axis 1", "argmax", [[2048, 2048]], [[2048], "int32"], { axis: 1 }, null],
  ["sort 10⁶", "sort", [[1e6]], [[1e6]], { axis: 0, keys: 1 }, naiveSort],
  ["argsort 10⁶", "sort", [[1e6], [1e6, "int32"]], [[1e6], [1e6, "int32"]], { axis: 0, keys: 1 }, naiveArgsort],
  ["sort 10⁵ × 10", "sort", [[1e5, 10]], [[1e5, 10]], { axis: 1, keys: 1 }, ([x, out]) => {
    out.set(x);
    for (let i = 0; i < 1e5; i++) out.subarray(10 * i, 10 * i + 10).sort();
  }],
  ["topK 50 of 10⁶", "topK", [[1e6]], [[50], [50, "int32"]], { k: 50 }, null],
  ["cumsum 10⁶", "cumsum", [[1e6]], [[1e6]], { axis: 0, reverse: false }, naiveCumsum],
  ["cumsum 1000² axis 0", "cumsum", [[1000, 1000]], [[1000, 1000]], { axis: 0, reverse: false }, null],
  ["transpose 2048²", "transpose", [[2048, 2048]], [[2048, 2048]], { permutation: [1, 0] }, naiveTranspose],
  ["broadcast row to 2048²", "broadcast", [[2048]], [[2048, 2048]], { axes: [0] }, ([x, out]) => {
    for (let i = 0; i < 2048; i++) for (let j = 0; j < 2048; j++) out[i * 2048 + j] = x[j];
  }],
  ["broadcast column to 2048²", "broadcast", [[2048]], [[2048, 2048]], { axes: [1] }, null],
  ["take 10⁵ rows of 16", "gather", [[1000, 16], [1e5, 1, "int32"]], [[1e5, 16]], { offsetDims: [1], collapsedSliceDims: [0], startIndexMap: [0], operandBatchingDims: [], startIndicesBatchingDims: [], sliceSizes: [1, 16], mode: "clip" }, naiveTake],
  ["add 10⁵ rows of 16", "scatter", [[1000, 16], [1e5, 1, "int32"], [1e5, 16]], [[1000, 16]], { updateWindowDims: [1], insertedWindowDims: [0], scatterDimsToOperandDims: [0], operandBatchingDims: [], scatterIndicesBatchingDims: [], mode: "drop", combine: "add", unique: false }, null],
  ["add 10⁶ elements", "scatter", [[1000], [1e6, 1, "int32"], [1e6]], [[1000]], { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0], operandBatchingDims: [], scatterIndicesBatchingDims: [], mode: "drop", combine: "add", unique: false }, null],
  ["max pool 3×3/2 1×64×112×112", "reduceWindowMax", [[1, 64, 112, 112]], [[1, 64, 56, 56]], { window: [1, 1, 3, 3], strides: [1, 1, 2, 2], padding: [[0, 0], [0, 0], [1, 1], [1, 1]], baseDilation: [1, 1, 1, 1], windowDilation: [1, 1, 1, 1] }, null],
  ["depthwise conv 3×3 1×64×56×56", "convGeneralDilated", [[1, 64, 56, 56], [64, 1, 3, 3]], [[1, 64, 56, 56]], { ...conv, featureGroupCount: 64 }, null],
];

const typeOf = (spec, dtype) => {
  const own = spec[spec.length - 1];
  return typeof own === "string" ? { dtype: own, shape: spec.slice(0, -1) } : { dtype, shape: spec };
};
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

function prepare([, name, inputs, outputs, params], dtype) {
  const outs = Array.isArray(outputs[0]) ? outputs : [outputs];
  const types = inputs.map((spec) => typeOf(spec, dtype));
  const outTypes = (typeof outputs[1] === "string" ? [{ dtype: outputs[1], shape: outputs[0] }] : outs.map((spec) => typeOf(spec, dtype)));
  const buffers = [...types.map((t) => noise(t.dtype, size(t.shape))), ...outTypes.map((t) => new KIND[t.dtype](size(t.shape)))];
  return { run: kernels[name](types, outTypes, params), buffers, first: types.length };
}

for (const one of CASES) {
  const [label, , , , , naive] = one;
  if (!label.includes(only)) continue;
  for (const dtype of ["float64", "int32"]) {
    const { run, buffers } = prepare(one, dtype);
    for (let i = 0; i < 2; i++) run(buffers);
  }
  const { run, buffers, first } = prepare(one, "float32");
  const other = buffers.map((b, i) => (i < first ? b : b.slice()));
  let start = performance.now();
  run(buffers);
  const repeat = Math.max(1, Math.min(2000, Math.floor(20 / (performance.now() - start))));
  const time = (f) => {
    start = performance.now();
    for (let i = 0; i < repeat; i++) f();
    return (performance.now() - start) / repeat;
  };
  if (naive) {
    naive(other);
    const worst = Math.max(...buffers.slice(first).map((b, i) => b.reduce((m, v, j) => Math.max(m, Math.abs(v - other[first + i][j])), 0)));
    if (!(worst < 0.5)) console.log(`${label}: differs by ${worst}`);
  }
  const kernelTimes = [];
  const naiveTimes = [];
  for (let i = 0; i < runs; i++) {
    kernelTimes.push(time(() => run(buffers)));
    if (naive && i < Math.max(3, runs / 3)) naiveTimes.push(time(() => naive(other)));
  }
  console.log(label.padEnd(32), `kernel ${median(kernelTimes).toFixed(4)} ms (best ${Math.min(...kernelTimes).toFixed(4)})`, naive ? `naive ${median(naiveTimes).toFixed(4)} ms` : "");
}

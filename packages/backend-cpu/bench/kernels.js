/**
 * Medians of kernels against naive loops, taken in turns in one run: `node packages/backend-cpu/bench/kernels.js [runs] [name]` after a
 * build. Results are compared first. Kernels meet float64 and int32 before they are timed, as they would in a program.
 */
import { CASES } from "./cases.js";

const { kernels } = await import(new URL(process.env.KERNELS ?? "../dist/kernels/index.js", import.meta.url).href);
const runs = Number(process.argv[2] ?? 15);
const only = process.argv[3] ?? "";

const KIND = { float32: Float32Array, float64: Float64Array, int32: Int32Array };
const size = (/** @type {number[]} */ shape) => shape.reduce((n, d) => n * d, 1);
const noise = (/** @type {keyof typeof KIND} */ dtype, /** @type {number} */ n) =>
  KIND[dtype].from({ length: n }, () => (dtype === "int32" ? Math.random() * 100 : Math.random() - 0.5));

const typeOf = (spec, dtype) => {
  const own = spec[spec.length - 1];
  return typeof own === "string" ? { dtype: own, shape: spec.slice(0, -1) } : { dtype, shape: spec };
};
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

function prepare([label, name, inputs, outputs, params], dtype) {
  const outs = Array.isArray(outputs[0]) ? outputs : [outputs];
  const types = inputs.map((spec) => typeOf(spec, dtype));
  const outTypes =
    typeof outputs[1] === "string"
      ? [{ dtype: outputs[1], shape: outputs[0] }]
      : outs.map((spec) => typeOf(spec, dtype));
  const buffers = [
    ...types.map((t) => noise(t.dtype, size(t.shape))),
    ...outTypes.map((t) => new KIND[t.dtype](size(t.shape))),
  ];
  if (label.startsWith("argsort")) buffers[1].forEach((_, i) => (buffers[1][i] = i));
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
    const worst = Math.max(
      ...buffers.slice(first).map((b, i) => b.reduce((m, v, j) => Math.max(m, Math.abs(v - other[first + i][j])), 0)),
    );
    if (!(worst < 0.5)) console.log(`${label}: differs by ${worst}`);
  }
  const kernelTimes = [];
  const naiveTimes = [];
  for (let i = 0; i < runs; i++) {
    kernelTimes.push(time(() => run(buffers)));
    if (naive && i < Math.max(3, runs / 3)) naiveTimes.push(time(() => naive(other)));
  }
  console.log(
    label.padEnd(32),
    `kernel ${median(kernelTimes).toFixed(4)} ms (best ${Math.min(...kernelTimes).toFixed(4)})`,
    naive ? `naive ${median(naiveTimes).toFixed(4)} ms` : "",
  );
}

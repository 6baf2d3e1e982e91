/** Softmax and layer norm: reductions with elementwise work before and after them. */
import { add, div, exp, jit, mul, reduceMax, rsqrt, sub, sum, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { asColumns, asRows } from "../formulas.js";
import * as plain from "../plain/normalise.js";
import { elements, sumOf } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const EPSILON = 1e-5;

function softmax(x: NDArray): NDArray {
  const e = exp(sub(x, asColumns(reduceMax(x, { axes: [1] }), x)));
  return div(e, asColumns(sum(e, { axes: [1] }), x));
}

function layerNorm(x: NDArray, scale: NDArray, shift: NDArray): NDArray {
  const count = x.shape[1] as number;
  const centred = sub(x, asColumns(mul(sum(x, { axes: [1] }), 1 / count), x));
  const variance = mul(sum(mul(centred, centred), { axes: [1] }), 1 / count);
  const inverse = asColumns(rsqrt(add(variance, EPSILON)), x);
  return add(mul(mul(centred, inverse), asRows(scale, x)), asRows(shift, x));
}

const softmaxes = group("softmax", { full: [512, 1000], small: [3, 7] }, ([rows = 0, columns = 0]): Workload[] => {
  const data = noise(rows * columns).map((v) => 4 * v);
  const x = arrayOf(data, [rows, columns]);
  const compiled = jit(softmax);
  const e = (i: number): number => Math.exp(data[i] as number);
  return [
    {
      name: "softmax 512×1000",
      contenders: contenders({
        jit: () => compiled(x),
        eager: () => softmax(x),
        "plain JS": () => plain.softmax(data, rows, columns),
      }),
      reference: () => elements(data.length, (i) => e(i) / sumOf(columns, (j) => e(i - (i % columns) + j))),
      tolerance: 1e-5,
    },
  ];
});

const layerNorms = group("layer norm", { full: [512, 1024], small: [3, 7] }, ([rows = 0, columns = 0]): Workload[] => {
  const data = noise(rows * columns);
  const [scale, shift] = [noise(columns, 2), noise(columns, 3)];
  const [x, a, b] = [arrayOf(data, [rows, columns]), arrayOf(scale, [columns]), arrayOf(shift, [columns])];
  const compiled = jit(layerNorm);
  const element = (i: number): number => {
    const at = (j: number): number => data[i - (i % columns) + j] as number;
    const mean = sumOf(columns, at) / columns;
    const variance = sumOf(columns, (j) => (at(j) - mean) ** 2) / columns;
    const standard = (at(i % columns) - mean) / Math.sqrt(variance + EPSILON);
    return standard * (scale[i % columns] as number) + (shift[i % columns] as number);
  };
  return [
    {
      name: "layer norm 512×1024",
      contenders: contenders({
        jit: () => compiled(x, a, b),
        eager: () => layerNorm(x, a, b),
        "plain JS": () => plain.layerNorm(data, scale, shift, rows, columns),
      }),
      reference: () => elements(data.length, element),
      tolerance: 1e-5,
    },
  ];
});

export const normalisations: readonly Group[] = [softmaxes, layerNorms];

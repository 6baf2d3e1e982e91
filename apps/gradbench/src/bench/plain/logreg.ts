/** Logistic regression by hand. */
import { asRows, flat, list, plainFunction, same } from "./plain.js";

interface Input {
  readonly X: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly w: readonly number[];
  readonly v: readonly number[];
  readonly lam: number;
}
interface Data {
  readonly X: Float64Array;
  readonly y: Float64Array;
  readonly w: Float64Array;
  readonly v: Float64Array;
  readonly lam: number;
}
const read = ({ X, y, w, v, lam }: Input): Data => ({
  X: flat(X),
  y: Float64Array.from(y),
  w: Float64Array.from(w),
  v: Float64Array.from(v),
  lam,
});

function along(X: Float64Array, i: number, w: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < w.length; j++) sum += (X[i * w.length + j] as number) * (w[j] as number);
  return sum;
}

function addRow(X: Float64Array, i: number, factor: number, to: Float64Array): void {
  for (let j = 0; j < to.length; j++) to[j] = (to[j] as number) + factor * (X[i * to.length + j] as number);
}

function primal({ X, y, w, lam }: Data): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const z = -(y[i] as number) * along(X, i, w);
    sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }
  return sum / y.length + (lam / 2) * w.reduce((a, b) => a + b * b, 0);
}

function gradient({ X, y, w, lam }: Data): Float64Array {
  const result = w.map((value) => lam * value);
  for (let i = 0; i < y.length; i++) {
    const target = y[i] as number;
    addRow(X, i, -target / (1 + Math.exp(target * along(X, i, w))) / y.length, result);
  }
  return result;
}

/** The second derivative of the loss of one row. */
function curvature({ X, y, w }: Data, i: number): number {
  const e = Math.exp(-Math.abs(along(X, i, w)));
  return e / (1 + e) ** 2 / y.length;
}

function hvp(data: Data): Float64Array {
  const { X, y, v, lam } = data;
  const result = v.map((value) => lam * value);
  for (let i = 0; i < y.length; i++) addRow(X, i, curvature(data, i) * along(X, i, v), result);
  return result;
}

function hessian(data: Data): Float64Array {
  const { X, y, w, lam } = data;
  const d = w.length;
  const result = new Float64Array(d * d);
  for (let i = 0; i < y.length; i++) {
    const c = curvature(data, i);
    for (let j = 0; j < d; j++) addRow(X, i, c * (X[i * d + j] as number), result.subarray(j * d, (j + 1) * d));
  }
  for (let j = 0; j < d; j++) result[j * d + j] = (result[j * d + j] as number) + lam;
  return result;
}

export const logreg = {
  primal: plainFunction(read, primal, same),
  gradient: plainFunction(read, gradient, list),
  hvp: plainFunction(read, hvp, list),
  hessian: plainFunction(read, hessian, (result: Float64Array, { w }) => asRows(result, w.length)),
};

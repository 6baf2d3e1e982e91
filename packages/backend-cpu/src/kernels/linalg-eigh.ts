/**
 * Eigenvalues and eigenvectors of symmetric matrices: reflections to three diagonals, then implicit symmetric QR steps with Wilkinson's shift,
 * in double precision. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 8.3.
 */
import type { TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { allFinite, dot, leadingSign, reflect, reflection, rotate, scaleOf, stackOf } from "./linalg-matrices.js";
import { scratch } from "./scratch.js";

const EPSILON = 2 ** -52;

const matrix = scratch(Float64Array);
const turned = scratch(Float64Array);
const vectors = scratch(Float64Array);

/** Copies one triangle to both. */
function loadSymmetric(x: TypedArray, from: number, n: number, lower: boolean, a: Float64Array): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const value = x[from + (lower ? i * n + j : j * n + i)];
      a[i * n + j] = value;
      a[j * n + i] = value;
    }
}

/** Three diagonals with the same eigenvalues: `d`, and `e` beside it. The reflections stay in the rows of `a`, right of the diagonal. */
function tridiagonalize(
  a: Float64Array,
  n: number,
  d: Float64Array,
  e: Float64Array,
  taus: Float64Array,
  w: Float64Array,
): void {
  for (let k = 0; k + 1 < n; k++) {
    const v = k * n + k + 1;
    const rest = n - k - 1;
    const tau = reflection(a, v, rest);
    d[k] = a[k * n + k];
    e[k] = a[v];
    taus[k] = tau;
    if (tau === 0) continue;
    a[v] = 1;
    // A ← A − v·wᵀ − w·vᵀ with w = p − (τ/2)(pᵀv)·v and p = τ·A·v.
    for (let i = 0; i < rest; i++) w[i] = tau * dot(a, (k + 1 + i) * n + k + 1, a, v, rest);
    const half = (tau / 2) * dot(w, 0, a, v, rest);
    for (let i = 0; i < rest; i++) w[i] -= half * a[v + i];
    for (let i = 0; i < rest; i++) {
      const row = (k + 1 + i) * n + k + 1;
      const [vi, wi] = [a[v + i], w[i]];
      for (let j = 0; j < rest; j++) a[row + j] -= vi * w[j] + wi * a[v + j];
    }
  }
  if (n > 0) d[n - 1] = a[n * n - 1];
}

/** One QR step on the block from `low` to `high`; the rows of `z` turn along. */
function chase(d: Float64Array, e: Float64Array, z: Float64Array, n: number, low: number, high: number): void {
  const half = (d[high - 1] - d[high]) / 2;
  const last = e[high - 1];
  const shift = d[high] - (last / (half + (half < 0 ? -1 : 1) * Math.hypot(half, last))) * last;
  let x = d[low] - shift;
  let y = e[low];
  for (let k = low; k < high; k++) {
    const length = Math.hypot(x, y);
    const [c, s] = length === 0 ? [1, 0] : [x / length, y / length];
    if (k > low) e[k - 1] = length;
    const [p, q, r] = [d[k], e[k], d[k + 1]];
    const change = s * ((r - p) * s + 2 * c * q);
    d[k] = p + change;
    d[k + 1] = r - change;
    e[k] = c * s * (r - p) + (c - s) * (c + s) * q;
    x = e[k];
    if (k + 1 < high) {
      y = s * e[k + 1];
      e[k + 1] *= c;
    }
    rotate(z, k * n, (k + 1) * n, n, c, s);
  }
}

const isSmall = (d: Float64Array, e: Float64Array, k: number): boolean =>
  Math.abs(e[k]) <= EPSILON * (Math.abs(d[k]) + Math.abs(d[k + 1]));

/** Makes `e` zero, so that `d` holds the eigenvalues. It takes two or three steps for each; far more would mean that rounding goes round in circles. */
function diagonalize(d: Float64Array, e: Float64Array, z: Float64Array, n: number): void {
  let high = n - 1;
  for (let steps = 0; high > 0 && steps < 60 * n;) {
    let low = high;
    while (low > 0 && !isSmall(d, e, low - 1)) low--;
    if (low === high) {
      high--;
      continue;
    }
    steps++;
    chase(d, e, z, n, low, high);
  }
}

export const eigh: Kernel<{ readonly lower: boolean }> = ([x], _, { lower }) => {
  const { count, rows: n, size } = stackOf(x);
  return ([from, values, to]) => {
    const a = matrix(size);
    const z = turned(size);
    const work = vectors(4 * n);
    const [d, e, taus, w] = [0, 1, 2, 3].map((k) => work.subarray(k * n, k * n + n));
    for (let b = 0; b < count; b++) {
      loadSymmetric(from, b * size, n, lower, a);
      if (!allFinite(a, size)) {
        values.fill(NaN, b * n, b * n + n);
        to.fill(NaN, b * size, b * size + size);
        continue;
      }
      const scale = scaleOf(a, size);
      for (let i = 0; i < size; i++) a[i] *= scale;
      tridiagonalize(a, n, d, e, taus, w);
      z.fill(0, 0, size);
      for (let i = 0; i < n; i++) z[i * n + i] = 1;
      for (let k = n - 2; k >= 0; k--)
        for (let j = k + 1; j < n; j++) reflect(a, k * n + k + 1, taus[k], n - k - 1, z, j * n + k + 1);
      diagonalize(d, e, z, n);
      const order = Array.from(d, (_value, i) => i).sort((i, j) => d[i] - d[j]);
      for (let j = 0; j < n; j++) {
        const k = order[j];
        values[b * n + j] = d[k] / scale;
        const sign = leadingSign(z, k * n, 1, n);
        for (let i = 0; i < n; i++) to[b * size + i * n + j] = sign * z[k * n + i];
      }
    }
  };
};

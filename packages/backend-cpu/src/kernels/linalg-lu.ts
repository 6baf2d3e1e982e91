/** L·U decomposition with partial pivoting, in double precision. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 3.4. */
import type { TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { load, stackOf } from "./linalg-matrices.js";
import { scratch } from "./scratch.js";

const matrix = scratch(Float64Array);

/** The row at or below `k` with the largest element in column k; the first of equals. */
function pivotOf(a: Float64Array, k: number, m: number, n: number): number {
  let best = k;
  for (let i = k + 1; i < m; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[best * n + k])) best = i;
  return best;
}

function exchange(x: TypedArray, a: number, b: number, n: number): void {
  if (a === b) return;
  for (let j = 0; j < n; j++) {
    const kept = x[a + j];
    x[a + j] = x[b + j];
    x[b + j] = kept;
  }
}

/** Subtracts multiples of row k from the rows below; a column of zeros needs none. */
function eliminate(a: Float64Array, k: number, m: number, n: number): void {
  const pivot = a[k * n + k];
  if (pivot === 0) return;
  for (let i = k + 1; i < m; i++) {
    const factor = a[i * n + k] / pivot;
    a[i * n + k] = factor;
    if (factor === 0) continue;
    for (let j = k + 1; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
  }
}

export const lu: Kernel = ([x]) => {
  const { count, rows: m, columns: n, size } = stackOf(x);
  const steps = Math.min(m, n);
  return ([from, packed, pivots, permutation]) => {
    const a = matrix(size);
    for (let b = 0; b < count; b++) {
      load(from, b * size, size, a);
      for (let i = 0; i < m; i++) permutation[b * m + i] = i;
      for (let k = 0; k < steps; k++) {
        const pivot = pivotOf(a, k, m, n);
        pivots[b * steps + k] = pivot;
        exchange(a, k * n, pivot * n, n);
        exchange(permutation, b * m + k, b * m + pivot, 1);
        eliminate(a, k, m, n);
      }
      for (let i = 0; i < size; i++) packed[b * size + i] = a[i];
    }
  };
};

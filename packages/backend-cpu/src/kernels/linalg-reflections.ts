/** Q·R decompositions by Householder reflections of matrices that are stored column after column, with columns exchanged if asked. */
import { dot, reflect, reflection } from "./linalg-matrices.js";

/** Replaces the columns by R (on and above the diagonal) and the reflections' vectors (below). */
export function reduce(a: Float64Array, m: number, n: number, taus: Float64Array): void {
  for (let k = 0; k < Math.min(m, n); k++) step(a, m, n, k, taus);
}

function step(a: Float64Array, m: number, n: number, k: number, taus: Float64Array): void {
  const at = k * m + k;
  const tau = reflection(a, at, m - k);
  taus[k] = tau;
  for (let j = k + 1; j < n; j++) reflect(a, at, tau, m - k, a, j * m + k);
}

/**
 * The same, where each step takes the column with the largest rest, so that R's diagonal falls in size; `order` says which column is where.
 * Source: P. Businger and G. Golub, "Linear least squares solutions by Householder transformations", Numerische Mathematik 7 (1965).
 */
export function reducePivoted(a: Float64Array, m: number, n: number, taus: Float64Array, order: Int32Array): void {
  for (let j = 0; j < n; j++) order[j] = j;
  for (let k = 0; k < Math.min(m, n); k++) {
    let best = k;
    let most = -1;
    for (let j = k; j < n; j++) {
      const rest = dot(a, j * m + k, a, j * m + k, m - k);
      if (rest <= most) continue;
      most = rest;
      best = j;
    }
    exchangeColumns(a, m, k, best);
    [order[k], order[best]] = [order[best], order[k]];
    step(a, m, n, k, taus);
  }
}

function exchangeColumns(a: Float64Array, m: number, j: number, k: number): void {
  if (j === k) return;
  for (let i = 0; i < m; i++) {
    const kept = a[j * m + i];
    a[j * m + i] = a[k * m + i];
    a[k * m + i] = kept;
  }
}

/** Multiplies `columns` columns of m elements by Q, the product of the first `count` reflections. */
export function applyQ(
  a: Float64Array,
  m: number,
  count: number,
  taus: Float64Array,
  x: Float64Array,
  columns: number,
): void {
  for (let k = count - 1; k >= 0; k--)
    for (let j = 0; j < columns; j++) reflect(a, k * m + k, taus[k], m - k, x, j * m + k);
}

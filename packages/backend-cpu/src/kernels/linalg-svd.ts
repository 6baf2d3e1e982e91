/**
 * Singular value decomposition in double precision: columns in order of size by reflections, then rotations of what remains, which is square.
 * Source: Z. Drmač and K. Veselić, "New fast and accurate Jacobi SVD algorithm", LAPACK Working Note 169 (2005).
 */
import type { TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { decomposeColumns } from "./linalg-jacobi.js";
import { allFinite, leadingSign, load, loadTransposed, scaleOf, stackOf } from "./linalg-matrices.js";
import { applyQ, reducePivoted } from "./linalg-reflections.js";
import { scratch } from "./scratch.js";

const matrix = scratch(Float64Array);
const square = scratch(Float64Array);
const turns = scratch(Float64Array);
const spare = scratch(Float64Array);
const wide = scratch(Float64Array);
const values = scratch(Float64Array);
const factors = scratch(Float64Array);
const places = scratch(Int32Array);

interface Factors {
  /** Left vectors, column after column. */
  readonly left: Float64Array;
  readonly s: Float64Array;
  /** Right vectors, column after column. */
  readonly right: Float64Array;
}

/**
 * From m × n columns `a`, m ≥ n: A·P = Q·R and Rᵀ = X·S·Yᵀ, so A = (Q·Y)·S·(P·X)ᵀ. `k` left vectors are made; those after the first n continue them.
 */
function decompose(a: Float64Array, m: number, n: number, k: number): Factors {
  const taus = factors(n);
  const order = places(n);
  reducePivoted(a, m, n, taus, order);
  const x = square(n * n);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) x[j * n + i] = i < j ? 0 : a[i * m + j];
  const y = turns(n * n);
  const s = values(n);
  const from = decomposeColumns(x, y, s, n, spare(n * n));

  const left = wide(m * k);
  left.fill(0, 0, m * k);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) left[j * m + i] = y[from[j] * n + i];
  for (let j = n; j < k; j++) left[j * m + j] = 1;
  applyQ(a, m, n, taus, left, k);
  const right = y;
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) right[j * n + order[i]] = x[j * n + i];
  return { left, s, right };
}

/** Writes vectors as columns of a matrix with `columns` columns, or as its rows. */
function write(
  to: TypedArray,
  at: number,
  vectors: Float64Array,
  n: number,
  count: number,
  signs: Float64Array,
  asRows: boolean,
): void {
  for (let j = 0; j < count; j++)
    for (let i = 0; i < n; i++) to[at + (asRows ? j * n + i : i * count + j)] = signs[j] * vectors[j * n + i];
}

export const svd: Kernel<{ readonly computeUv: boolean }> = ([x], outputs, { computeUv }) => {
  const { count, rows: m, columns: n, size } = stackOf(x);
  const [tall, narrow] = [Math.max(m, n), Math.min(m, n)];
  const leftCount = computeUv ? stackOf(outputs[0]).columns : narrow;
  const rightCount = computeUv ? stackOf(outputs[2]).rows : narrow;
  const signs = new Float64Array(tall);
  return (buffers) => {
    const [from, ...to] = buffers;
    const toS = computeUv ? to[1] : to[0];
    const a = matrix(size);
    for (let b = 0; b < count; b++) {
      // A wide matrix is decomposed transposed: its rows are the columns.
      if (m >= n) loadTransposed(from, b * size, m, n, a);
      else load(from, b * size, size, a);
      if (!allFinite(a, size)) {
        to.forEach((buffer) => buffer.fill(NaN, (b * buffer.length) / count, ((b + 1) * buffer.length) / count));
        continue;
      }
      const scale = scaleOf(a, size);
      for (let i = 0; i < size; i++) a[i] *= scale;
      const { left, s, right } = decompose(a, tall, narrow, computeUv ? Math.max(leftCount, rightCount) : 0);
      for (let i = 0; i < narrow; i++) toS[b * narrow + i] = s[i] / scale;
      if (!computeUv) continue;
      const [u, v] = m >= n ? [left, right] : [right, left];
      for (let j = 0; j < tall; j++) signs[j] = j < leftCount ? leadingSign(u, j * m, 1, m) : 1;
      write(to[0], b * m * leftCount, u, m, leftCount, signs, false);
      write(to[2], b * n * rightCount, v, n, rightCount, signs, true);
    }
  };
};

/** Cholesky factors, row by row, in double precision. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 4.2. */
import type { Kernel } from "./kernel.js";
import { dot, load, stackOf } from "./linalg-matrices.js";
import { scratch } from "./scratch.js";

const matrix = scratch(Float64Array);

/** Replaces the lower triangle by the factor; whether the matrix is positive definite. */
function factorize(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) a[i * n + j] = (a[i * n + j] - dot(a, i * n, a, j * n, j)) / a[j * n + j];
    const square = a[i * n + i] - dot(a, i * n, a, i * n, i);
    if (!(square > 0)) return false;
    a[i * n + i] = Math.sqrt(square);
  }
  return true;
}

export const cholesky: Kernel = ([x]) => {
  const { count, rows: n, size } = stackOf(x);
  return ([from, to]) => {
    const a = matrix(size);
    for (let at = 0; at < count * size; at += size) {
      load(from, at, size, a);
      const done = factorize(a, n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) to[at + i * n + j] = j > i ? 0 : done ? a[i * n + j] : NaN;
    }
  };
};

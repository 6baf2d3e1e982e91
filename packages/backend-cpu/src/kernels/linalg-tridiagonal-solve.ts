/** Elimination with partial pivoting on three diagonals, in double precision. Source: J. Dongarra et al., "LINPACK Users' Guide" (1979), chapter 7. */
import type { TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { load, stackOf } from "./linalg-matrices.js";
import { scratch } from "./scratch.js";

const bands = scratch(Float64Array);
const unknowns = scratch(Float64Array);

/** The matrix by rows: elements i, i + 1 and i + 2 of row i at 3·i, after elimination of what stands left of the diagonal. */
function solve(below: TypedArray, rows: Float64Array, x: Float64Array, at: number, n: number, m: number): void {
  for (let i = 0; i + 1 < n; i++) {
    const [top, next] = [3 * i, 3 * (i + 1)];
    let left = below[at + i + 1];
    if (Math.abs(left) > Math.abs(rows[top])) {
      // The rows change places; the one below has no third element yet.
      [rows[top], left] = [left, rows[top]];
      [rows[top + 1], rows[next]] = [rows[next], rows[top + 1]];
      [rows[top + 2], rows[next + 1]] = [rows[next + 1], rows[top + 2]];
      for (let c = 0; c < m; c++) [x[i * m + c], x[(i + 1) * m + c]] = [x[(i + 1) * m + c], x[i * m + c]];
    }
    if (left === 0) continue;
    const factor = left / rows[top];
    rows[next] -= factor * rows[top + 1];
    rows[next + 1] -= factor * rows[top + 2];
    for (let c = 0; c < m; c++) x[(i + 1) * m + c] -= factor * x[i * m + c];
  }
  for (let i = n - 1; i >= 0; i--)
    for (let c = 0; c < m; c++) {
      let value = x[i * m + c];
      if (i + 1 < n) value -= rows[3 * i + 1] * x[(i + 1) * m + c];
      if (i + 2 < n) value -= rows[3 * i + 2] * x[(i + 2) * m + c];
      x[i * m + c] = value / rows[3 * i];
    }
}

export const tridiagonalSolve: Kernel = ([, , , b]) => {
  const { count, rows: n, columns: m, size } = stackOf(b);
  return ([below, diagonal, above, values, to]) => {
    const rows = bands(3 * n);
    const x = unknowns(size);
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < n; i++) {
        rows[3 * i] = diagonal[k * n + i];
        rows[3 * i + 1] = i + 1 < n ? above[k * n + i] : 0;
        rows[3 * i + 2] = 0;
      }
      load(values, k * size, size, x);
      solve(below, rows, x, k * n, n, m);
      for (let i = 0; i < size; i++) to[k * size + i] = x[i];
    }
  };
};

/** Substitution, forwards or backwards, in double precision: for many right sides at once, row by row. */
import type { Kernel } from "./kernel.js";
import { load, loadTransposed, stackOf } from "./linalg-matrices.js";
import { scratch } from "./scratch.js";

export interface TriangularSolveParams {
  readonly leftSide: boolean;
  readonly lower: boolean;
  readonly transposeA: boolean;
  readonly unitDiagonal: boolean;
}

const triangle = scratch(Float64Array);
const unknowns = scratch(Float64Array);

/** Solves M·X = B in place: element [i, k] of M stands at i·down + k·right, row i of X at i·m. */
function substitute(
  a: Float64Array,
  x: Float64Array,
  n: number,
  m: number,
  down: number,
  right: number,
  forwards: boolean,
  unit: boolean,
): void {
  for (let step = 0; step < n; step++) {
    const i = forwards ? step : n - 1 - step;
    for (let earlier = 0; earlier < step; earlier++) {
      const k = forwards ? earlier : n - 1 - earlier;
      const factor = a[i * down + k * right];
      for (let c = 0; c < m; c++) x[i * m + c] -= factor * x[k * m + c];
    }
    if (unit) continue;
    const pivot = a[i * down + i * right];
    for (let c = 0; c < m; c++) x[i * m + c] /= pivot;
  }
}

export const triangularSolve: Kernel<TriangularSolveParams> = (
  [a, b],
  _,
  { leftSide, lower, transposeA, unitDiagonal },
) => {
  const { count, rows: n, size } = stackOf(a);
  const right = stackOf(b);
  const m = leftSide ? right.columns : right.rows;
  // On the right side it is the transposed system: op(A)ᵀ·Xᵀ = Bᵀ.
  const turned = transposeA === leftSide;
  const forwards = lower !== turned;
  const [down, along] = turned ? [1, n] : [n, 1];
  return ([from, values, to]) => {
    const matrix = triangle(size);
    const x = unknowns(right.size);
    for (let k = 0; k < count; k++) {
      const at = k * right.size;
      load(from, k * size, size, matrix);
      if (leftSide) load(values, at, right.size, x);
      else loadTransposed(values, at, m, n, x);
      substitute(matrix, x, n, m, down, along, forwards, unitDiagonal);
      if (leftSide) for (let i = 0; i < right.size; i++) to[at + i] = x[i];
      else for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) to[at + i * n + j] = x[j * m + i];
    }
  };
};

/** Triangular systems under scipy's names. */
import { triangularSolve, type NDArray } from "@fluxion/core";
import { solveWith } from "../../linalg/solve.js";
import { broadcastFitting } from "../../support/broadcast.js";
import type { Operand } from "../../support/weak.js";

export interface SolveTriangularOptions {
  /** 0 for A·x = b, 1 (or 2) for Aᵀ·x = b; letters N, T, C say the same. */
  readonly trans?: 0 | 1 | 2 | "N" | "T" | "C";
  /** Which triangle of A is read; the upper one if not given. */
  readonly lower?: boolean;
  /** Whether the diagonal counts as ones and is not read. */
  readonly unitDiagonal?: boolean;
}

/** A matrix repeated along the leading axes of right sides. */
export const besides = (a: NDArray, b: NDArray): NDArray =>
  broadcastFitting(a, [...b.shape.slice(0, -2), ...a.shape.slice(-2)]);

/**
 * The x with A·x = b for a triangular A [..., n, n] and b [n] or [..., n, m]; leading axes broadcast. Integers give float32. Shape errors: A not square, sides that do not
 * fit.
 * @example scipy.linalg.solveTriangular([[2, 0], [1, 1]], [2, 3], { lower: true }) // [1, 2]
 */
export function solveTriangular(
  a: Operand,
  b: Operand,
  { trans = 0, lower = false, unitDiagonal = false }: SolveTriangularOptions = {},
): NDArray {
  const transposeA = trans !== 0 && trans !== "N";
  return solveWith("solveTriangular", a, b, (matrix, right) =>
    triangularSolve(besides(matrix, right), right, { leftSide: true, lower, transposeA, unitDiagonal }),
  );
}

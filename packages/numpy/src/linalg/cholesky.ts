/** Cholesky factors. */
import { cholesky as factor, type NDArray } from "@fluxion/core";
import { matrixTranspose } from "../shape/matrix-transpose.js";
import type { Operand } from "../support/weak.js";
import { squareMatrices, symmetrized } from "./square.js";

/**
 * The lower triangular L with L·Lᵀ = x (or Lᵀ, if `upper`) for symmetric positive definite matrices [..., n, n]; what is not symmetric is averaged with its
 * transpose. NaN where a matrix is not positive definite. Integers give float32. A shape error if they are not square.
 * @example np.linalg.cholesky([[4, 2], [2, 5]]) // [[2, 0], [1, 2]]
 */
export function cholesky(x: Operand, { upper = false }: { upper?: boolean } = {}): NDArray {
  const result = factor(symmetrized(squareMatrices("cholesky", x)));
  return upper ? matrixTranspose(result) : result;
}

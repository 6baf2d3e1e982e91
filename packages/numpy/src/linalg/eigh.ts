/** Eigenvalues and eigenvectors of symmetric matrices. */
import { eigh as decompose, raise, type NDArray } from "@fluxion/core";
import type { Operand } from "../support/weak.js";
import { squareMatrices, symmetrized } from "./square.js";

export interface EighOptions {
  /** Which triangle counts, where `symmetrizeInput` is false; the lower one if not given. */
  readonly uplo?: "L" | "U" | null;
  /** Averages the matrices with their transposes first; true if not given. */
  readonly symmetrizeInput?: boolean;
}

/**
 * Eigenvalues [..., n] in ascending order and eigenvectors [..., n, n] (in columns, of length 1, the largest entry positive) of symmetric matrices [..., n, n].
 * Integers give float32. Derivatives of the vectors are infinite or NaN where eigenvalues are equal. A shape error if the matrices are not square.
 * @example np.linalg.eigh([[2, 0], [0, 1]])[0] // [1, 2]
 */
export function eigh(
  x: Operand,
  { uplo, symmetrizeInput = true }: EighOptions = {},
): [eigenvalues: NDArray, eigenvectors: NDArray] {
  if (uplo != null && uplo !== "L" && uplo !== "U")
    raise({ code: "argument", what: `uplo is ${JSON.stringify(uplo)}`, where: "eigh", fix: 'use "L" or "U"' });
  const array = squareMatrices("eigh", x);
  return decompose(symmetrizeInput ? symmetrized(array) : array, { lower: uplo !== "U" }) as [NDArray, NDArray];
}

/**
 * Eigenvalues [..., n] of symmetric matrices [..., n, n], in ascending order. As `eigh`, without the vectors.
 * @example np.linalg.eigvalsh([[2, 0], [0, 1]]) // [1, 2]
 */
export const eigvalsh = (x: Operand, options: EighOptions = {}): NDArray => eigh(x, options)[0];

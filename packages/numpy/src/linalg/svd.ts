/** Singular value decompositions. */
import { svd as decompose, type NDArray } from "@fluxion/core";
import type { Operand } from "../support/weak.js";
import { floatMatrices } from "./square.js";

export interface SvdOptions {
  /** Whether u and vh are square; true if not given. They then have no derivative, unless the matrices are square. */
  readonly fullMatrices?: boolean;
  /** Whether u and vh are wanted; true if not given. */
  readonly computeUv?: boolean;
}

/**
 * Matrices [..., m, n] as u·diag(s)·vh, with s [..., min(m, n)] in descending order. Integers give float32. Derivatives of u and vh are infinite or NaN where
 * singular values are equal. A shape error below two dimensions.
 * @returns [u, s, vh]; s alone without `computeUv`
 * @example np.linalg.svd([[3, 0], [0, 4]], { computeUv: false }) // [4, 3]
 */
export function svd(x: Operand, options: SvdOptions & { readonly computeUv: false }): NDArray;
export function svd(
  x: Operand,
  options?: SvdOptions & { readonly computeUv?: true },
): [u: NDArray, s: NDArray, vh: NDArray];
export function svd(
  x: Operand,
  { fullMatrices = true, computeUv = true }: SvdOptions = {},
): NDArray | [NDArray, NDArray, NDArray] {
  const array = floatMatrices("svd", x);
  if (computeUv) return decompose(array, { fullMatrices, computeUv }) as [NDArray, NDArray, NDArray];
  return decompose(array, { fullMatrices: false, computeUv })[0] as NDArray;
}

/**
 * Singular values [..., min(m, n)] of matrices [..., m, n], in descending order. A shape error below two dimensions.
 * @example np.linalg.svdvals([[3, 0], [0, 4]]) // [4, 3]
 */
export const svdvals = (x: Operand): NDArray => svd(x, { computeUv: false });

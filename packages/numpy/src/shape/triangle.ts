/** Lower and upper triangles of matrices. */
import { add, ge, indicesAlong, lt, raise, select, zerosLike, type NDArray } from "@fluxion/core";
import { broadcastFitting } from "../support/broadcast.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

export interface DiagonalChoice {
  /** The diagonal: 0 the main one (if not given), positive ones above it, negative ones below. */
  readonly k?: number;
}

/** Where `keep(row + k, column)` holds, zero elsewhere. */
function triangle(where: string, x: Operand, k: number, keep: typeof ge): NDArray {
  const array = toArray(x);
  if (array.ndim < 2)
    raise({
      code: "shape",
      what: `a matrix is needed, got shape [${array.shape.join(", ")}]`,
      where,
      fix: "pass an array with at least two dimensions",
    });
  const matrix = array.shape.slice(-2);
  const mask = keep(add(indicesAlong(array, 0, matrix), k), indicesAlong(array, 1, matrix));
  return select(broadcastFitting(mask, array.shape), array, zerosLike(array));
}

/**
 * Matrices [..., n, m] with zeros above diagonal `k`. A shape error below two dimensions.
 * @example np.tril([[1, 2], [3, 4]]) // [[1, 0], [3, 4]]
 */
export const tril = (x: Operand, { k = 0 }: DiagonalChoice = {}): NDArray => triangle("tril", x, k, ge);

/**
 * Matrices [..., n, m] with zeros below diagonal `k`. A shape error below two dimensions.
 * @example np.triu([[1, 2], [3, 4]]) // [[1, 2], [0, 4]]
 */
export const triu = (x: Operand, { k = 0 }: DiagonalChoice = {}): NDArray => triangle("triu", x, k - 1, lt);

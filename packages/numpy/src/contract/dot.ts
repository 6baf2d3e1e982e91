/** Dot products of arrays of any rank. */
import { dotGeneral, mul, raise, type NDArray } from "@fluxion/core";
import { broadcastArrays } from "../support/broadcast.js";
import type { Operand } from "../support/weak.js";
import { productOperands, shapesOf, type ProductOptions } from "./operands.js";
import { overBooleans } from "./pair.js";

/** The last axis of `x` with `axis` of `y`. */
export function contractLast(where: string, x: NDArray, y: NDArray, axis: number): NDArray {
  const last = x.ndim - 1;
  if (x.shape[last] !== y.shape[axis])
    raise({
      code: "shape",
      what: `contracted axes differ in size: shapes ${shapesOf(x, y)} have ${x.shape[last]} along axis ${last} and ${y.shape[axis]} along axis ${axis}`,
      where,
      fix: "make these sizes equal; transpose an operand if the axes stand elsewhere",
    });
  return overBooleans([x, y], ([a, b]) =>
    dotGeneral(a as NDArray, b as NDArray, { lhsContract: [last], rhsContract: [axis], lhsBatch: [], rhsBatch: [] }),
  );
}

/** A scalar times an array. */
export const scale = (x: NDArray, y: NDArray): NDArray =>
  overBooleans([x, y], ([a, b]) => {
    const [left, right] = broadcastArrays(a as NDArray, b as NDArray) as [NDArray, NDArray];
    return mul(left, right);
  });

/**
 * The sum of products over the last axis of `x` and the second to last (or only) axis of `y`: [..., k] and [..., k, m] give
 * [..., ..., m]. Scalars multiply. Booleans: whether both hold anywhere. A shape error if the axes differ in size.
 * @example np.dot([1, 2], [3, 4]) // 11
 * @example np.dot([[1, 2], [3, 4]], [[1], [1]]) // [[3], [7]]
 */
export function dot(x: Operand, y: Operand, options: ProductOptions = {}): NDArray {
  const [a, b] = productOperands([x, y], options);
  if (a.ndim === 0 || b.ndim === 0) return scale(a, b);
  return contractLast("dot", a, b, Math.max(0, b.ndim - 2));
}

/** The last two axes exchanged. */
import { raise, type NDArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { moveOne } from "./permute.js";

/**
 * Matrices of shape [..., n, m] as [..., m, n]. A shape error below two dimensions.
 * @example np.matrixTranspose([[1, 2, 3]]) // [[1], [2], [3]]
 */
export function matrixTranspose(x: Operand): NDArray {
  const array = toArray(x);
  if (array.ndim < 2)
    raise({
      code: "shape",
      what: `a matrix is needed, got shape [${array.shape.join(", ")}]`,
      where: "matrixTranspose",
      fix: "pass an array with at least two dimensions",
    });
  return moveOne(array, array.ndim - 1, array.ndim - 2);
}

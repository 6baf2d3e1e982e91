/** Two axes exchanged. */
import type { NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { permute } from "./permute.js";

/**
 * The array with two axes exchanged.
 * @example np.swapaxes(np.ones([2, 3, 4]), 0, -1).shape // [4, 3, 2]
 */
export function swapaxes(x: Operand, axis1: number, axis2: number): NDArray {
  const array = toArray(x);
  const a = normalizeAxis("swapaxes", axis1, array.ndim);
  const b = normalizeAxis("swapaxes", axis2, array.ndim);
  return permute(
    array,
    array.shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis)),
  );
}

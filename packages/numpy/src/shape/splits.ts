/** Arrays cut into pieces side by side, below each other, or behind each other. */
import type { NDArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { splitAlong, type Sections } from "./split.js";

/**
 * Pieces along axis 1, or 0 for arrays of one dimension.
 * @example np.hsplit([[1, 2], [3, 4]], 2) // [[[1], [3]], [[2], [4]]]
 */
export function hsplit(x: Operand, sections: Sections): NDArray[] {
  const array = toArray(x);
  return splitAlong("hsplit", array, sections, array.ndim === 1 ? 0 : 1, true);
}

/**
 * Pieces along axis 0.
 * @example np.vsplit([[1, 2], [3, 4]], 2) // [[[1, 2]], [[3, 4]]]
 */
export const vsplit = (x: Operand, sections: Sections): NDArray[] =>
  splitAlong("vsplit", toArray(x), sections, 0, true);

/**
 * Pieces along axis 2.
 * @example np.dsplit(np.ones([1, 2, 4]), 2).length // 2
 */
export const dsplit = (x: Operand, sections: Sections): NDArray[] =>
  splitAlong("dsplit", toArray(x), sections, 2, true);

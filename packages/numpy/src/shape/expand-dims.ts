/** Axes of size 1 inserted. */
import type { NDArray } from "@fluxion/core";
import { normalizeAxes } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { reshapeTo } from "./reshape-to.js";

/**
 * The array with new axes of size 1, whose places are counted in the result. A shape error if one is out of range.
 * @example np.expandDims([1, 2], 0) // [[1, 2]]
 * @example np.expandDims([1, 2], [0, -1]).shape // [1, 2, 1]
 */
export function expandDims(x: Operand, axis: number | readonly number[]): NDArray {
  const array = toArray(x);
  const places = normalizeAxes("expandDims", axis, array.ndim + [axis].flat().length);
  const shape = [...array.shape];
  for (const place of places) shape.splice(place, 0, 1);
  return reshapeTo(array, shape);
}

/** Functions of lists applied to all lists along an axis. */
import { requireFunction, vmap, type NDArray } from "@fluxion/core";
import { moveOne, permute } from "../shape/permute.js";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * `f` applied to each list along an axis of `x`; the axes of its result take the place of that axis.
 * @example np.applyAlongAxis((row) => np.flip(row), 1, [[1, 2], [3, 4]]) // [[2, 1], [4, 3]]
 */
export function applyAlongAxis(f: (list: NDArray) => NDArray, axis: number, x: Operand): NDArray {
  requireFunction("applyAlongAxis", f);
  const array = toArray(x);
  const place = normalizeAxis("applyAlongAxis", axis, array.ndim);
  const lead = array.ndim - 1;
  let mapped = f;
  for (let i = 0; i < lead; i++) mapped = vmap(mapped) as (list: NDArray) => NDArray;
  const result = toArray(mapped(moveOne(array, place, lead)));
  const axes = result.shape.map((_, i) => i);
  return permute(result, [...axes.slice(0, place), ...axes.slice(lead), ...axes.slice(place, lead)]);
}

/** Quarter turns in the plane of two axes. */
import { raise, reverse, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { swapaxes } from "./swapaxes.js";

export interface Rot90Options {
  /** Number of quarter turns, from the first axis towards the second; 1 if not given. */
  readonly k?: number;
  /** The plane; [0, 1] if not given. */
  readonly axes?: readonly [number, number];
}

/**
 * The array turned by 90°, counterclockwise as matrices are written. A shape error if the axes are the same.
 * @example np.rot90([[1, 2], [3, 4]]) // [[2, 4], [1, 3]]
 */
export function rot90(x: Operand, { k = 1, axes: [first, second] = [0, 1] }: Rot90Options = {}): NDArray {
  const array = toArray(x);
  const a = normalizeAxis("rot90", first, array.ndim);
  const b = normalizeAxis("rot90", second, array.ndim);
  if (a === b)
    raise({ code: "argument", what: `axes ${first} and ${second} are the same`, where: "rot90", fix: "name two axes" });
  const turns = ((k % 4) + 4) % 4;
  if (turns === 0) return array;
  if (turns === 2) return reverse(array, { axes: [a, b] });
  return turns === 1 ? swapaxes(reverse(array, { axes: [b] }), a, b) : reverse(swapaxes(array, a, b), { axes: [b] });
}

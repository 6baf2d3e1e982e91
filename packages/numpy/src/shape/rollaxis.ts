/** One axis moved backwards until it stands before another. */
import { raise, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { moveOne } from "./permute.js";

/**
 * The array with `axis` moved before axis `start` (0 if not given); `moveaxis` is easier to read.
 * @example np.rollaxis(np.ones([2, 3, 4]), 2).shape // [4, 2, 3]
 */
export function rollaxis(x: Operand, axis: number, { start = 0 }: { start?: number } = {}): NDArray {
  const array = toArray(x);
  const from = normalizeAxis("rollaxis", axis, array.ndim);
  const before = start < 0 ? start + array.ndim : start;
  if (!Number.isInteger(before) || before < 0 || before > array.ndim)
    raise({
      code: "shape",
      what: `start ${start} is out of range for an array of ${array.ndim} dimensions`,
      where: "rollaxis",
      fix: `use a start from ${-array.ndim} to ${array.ndim}`,
    });
  return moveOne(array, from, from < before ? before - 1 : before);
}

/** Sorting with keys, and the largest elements, under lax's names. */
import { sort as sortAll, topK as largest, NDArray } from "@fluxion/core";
import { moveOne } from "../shape/permute.js";
import { normalizeAxis } from "../support/axes.js";
import { requireList } from "../support/list.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

export interface SortOptions {
  /** The axis; the last if not given. */
  readonly dimension?: number;
  /** How many of the operands decide, the first most; 1 if not given. */
  readonly numKeys?: number;
}

/**
 * An array sorted along an axis, or a list of arrays of one shape sorted together by the first `numKeys` of them. Stable, ascending,
 * NaN last.
 * @example np.lax.sort([new Float32Array([3, 1, 2]), new Float32Array([0, 1, 2])]) // [[1, 2, 3], [1, 2, 0]]
 */
export function sort(x: NDArray, options?: SortOptions): NDArray;
export function sort(xs: readonly Operand[], options?: SortOptions): NDArray[];
export function sort(
  given: NDArray | readonly Operand[],
  { dimension = -1, numKeys = 1 }: SortOptions = {},
): NDArray | NDArray[] {
  const arrays = (given instanceof NDArray ? [given] : requireList("sort", "operands", given)).map((x) => toArray(x));
  const sorted = sortAll(arrays, { axis: normalizeAxis("sort", dimension, arrays[0]?.ndim ?? 0), keys: numKeys });
  return given instanceof NDArray ? (sorted[0] as NDArray) : [...sorted];
}

/**
 * The k largest elements along an axis (the last if not given) in descending order, and where they stand (int32). NaN counts as the
 * largest; of equal elements the first comes first.
 * @example np.lax.topK([1, 3, 2], 2) // [[3, 2], [1, 2]]
 */
export function topK(x: Operand, k: number, { axis = -1 }: { axis?: number } = {}): [NDArray, NDArray] {
  const array = toArray(x);
  const along = normalizeAxis("topK", axis, array.ndim);
  const end = array.ndim - 1;
  return largest(moveOne(array, along, end), { k }).map((part) => moveOne(part, end, along)) as [NDArray, NDArray];
}

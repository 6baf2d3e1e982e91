/** Boxes at known places, under lax's names. */
import { slice as box, type NDArray } from "@fluxion/core";
import { cut } from "../shape/cut.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * The box from `starts` to below `limits`, along every axis; `strides` are steps of at least 1. A shape error if it does not lie
 * in the array.
 * @example np.lax.slice([1, 2, 3, 4, 5], [1], [5], [2]) // [2, 4]
 */
export function slice(
  x: Operand,
  starts: readonly number[],
  limits: readonly number[],
  strides?: readonly number[] | null,
): NDArray {
  const array = toArray(x);
  return box(array, { starts, limits, strides: strides ?? array.shape.map(() => 1) });
}

export interface SliceInDimOptions {
  readonly stride?: number;
  readonly axis?: number;
}

const bound = (n: number | null, open: number, size: number): number => (n === null ? open : n < 0 ? n + size : n);

/**
 * A slice of one axis, whole along the others; `null` is an open end, negative positions count from the end.
 * @example np.lax.sliceInDim([1, 2, 3, 4], 1, 3) // [2, 3]
 */
export function sliceInDim(
  x: Operand,
  start: number | null,
  limit: number | null,
  { stride = 1, axis = 0 }: SliceInDimOptions = {},
): NDArray {
  const array = toArray(x);
  const along = normalizeAxis("sliceInDim", axis, array.ndim);
  const size = array.shape[along] as number;
  return cut(array, along, bound(start, 0, size), bound(limit, size, size), stride);
}

export interface IndexInDimOptions {
  readonly axis?: number;
  /** Keeps the axis, with size 1; true if not given. */
  readonly keepdims?: boolean;
}

/**
 * One position of an axis.
 * @example np.lax.indexInDim([[1, 2], [3, 4]], 1) // [[3, 4]]
 */
export function indexInDim(x: Operand, index: number, { axis = 0, keepdims = true }: IndexInDimOptions = {}): NDArray {
  const array = toArray(x);
  const along = normalizeAxis("indexInDim", axis, array.ndim);
  const place = bound(index, 0, array.shape[along] as number);
  const part = cut(array, along, place, place + 1);
  return keepdims
    ? part
    : reshapeTo(
        part,
        array.shape.filter((_, i) => i !== along),
      );
}

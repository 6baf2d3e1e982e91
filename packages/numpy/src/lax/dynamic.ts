/** Boxes of known size at computed places, under lax's names. Negative starts count from the end; a box that does not fit is moved inside. */
import { dynamicSlice as read, dynamicUpdateSlice as write, describe, isInteger, NDArray, raise } from "@fluxion/core";
import { positions } from "../index/lookup.js";
import { cut } from "../shape/cut.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { normalizeAxis } from "../support/axes.js";
import { requireList } from "../support/list.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import type { IndexInDimOptions } from "./slicing.js";

/** One start per axis: a list of numbers and integer scalars, or an integer array. */
export type Starts = NDArray | readonly (number | NDArray)[] | Int32Array;

/** A start for the primitive: numbers stay, arrays become int32 scalars. */
function startAt(start: number | NDArray, size: number): number | NDArray {
  if (typeof start === "number") return start < 0 ? start + size : start;
  if (!(start instanceof NDArray))
    return raise({
      code: "argument",
      what: `a start is ${describe(start)}`,
      where: "dynamicSlice",
      fix: "use numbers and integer scalars",
    });
  if (!isInteger(start.dtype) || start.size !== 1)
    return raise({
      code: "dtype",
      what: `a start is ${start.dtype}[${start.shape.join(", ")}]`,
      where: "dynamicSlice",
      fix: "use integer scalars",
    });
  return positions(reshapeTo(start, []), size, "from-end");
}

function startList(x: NDArray, starts: Starts): (number | NDArray)[] {
  const list: readonly (number | NDArray)[] =
    starts instanceof NDArray
      ? Array.from({ length: starts.size }, (_, i) => cut(reshapeTo(starts, [starts.size]), 0, i, i + 1))
      : starts instanceof Int32Array
        ? Array.from(starts)
        : requireList("dynamicSlice", "starts", starts);
  if (list.length !== x.ndim)
    raise({
      code: "argument",
      what: `${list.length} starts for shape [${x.shape.join(", ")}]`,
      where: "dynamicSlice",
      fix: "give one start per axis",
    });
  return list.map((start, axis) => startAt(start, x.shape[axis] as number));
}

/**
 * The box of `sizes` at `starts`.
 * @example np.lax.dynamicSlice([1, 2, 3, 4], [1], [2]) // [2, 3]
 */
export function dynamicSlice(x: Operand, starts: Starts, sizes: readonly number[]): NDArray {
  const array = toArray(x);
  return read(array, startList(array, starts), { sizes });
}

/**
 * A copy with the box at `starts` overwritten.
 * @example np.lax.dynamicUpdateSlice([1, 2, 3, 4], [9, 9], [1]) // [1, 9, 9, 4]
 */
export function dynamicUpdateSlice(x: Operand, update: Operand, starts: Starts): NDArray {
  const array = toArray(x);
  return write(array, toArray(update, array.dtype), startList(array, starts));
}

const along = (x: NDArray, axis: number, start: number | NDArray): (number | NDArray)[] =>
  x.shape.map((_, i) => (i === axis ? start : 0));

/**
 * `size` elements of one axis from a computed place on.
 * @example np.lax.dynamicSliceInDim([1, 2, 3, 4], 2, 2) // [3, 4]
 */
export function dynamicSliceInDim(
  x: Operand,
  start: number | NDArray,
  size: number,
  { axis = 0 }: { axis?: number } = {},
): NDArray {
  const array = toArray(x);
  const place = normalizeAxis("dynamicSliceInDim", axis, array.ndim);
  return dynamicSlice(
    array,
    along(array, place, start),
    array.shape.map((n, i) => (i === place ? size : n)),
  );
}

/**
 * A copy with elements of one axis overwritten from a computed place on.
 * @example np.lax.dynamicUpdateSliceInDim([1, 2, 3, 4], [9], 3, 0) // [1, 2, 3, 9]
 */
export function dynamicUpdateSliceInDim(x: Operand, update: Operand, start: number | NDArray, axis: number): NDArray {
  const array = toArray(x);
  return dynamicUpdateSlice(
    array,
    update,
    along(array, normalizeAxis("dynamicUpdateSliceInDim", axis, array.ndim), start),
  );
}

/**
 * One position of an axis, computed.
 * @example np.lax.dynamicIndexInDim([[1, 2], [3, 4]], 1, { keepdims: false }) // [3, 4]
 */
export function dynamicIndexInDim(
  x: Operand,
  index: number | NDArray,
  { axis = 0, keepdims = true }: IndexInDimOptions = {},
): NDArray {
  const array = toArray(x);
  const place = normalizeAxis("dynamicIndexInDim", axis, array.ndim);
  const part = dynamicSliceInDim(array, index, 1, { axis: place });
  return keepdims
    ? part
    : reshapeTo(
        part,
        array.shape.filter((_, i) => i !== place),
      );
}

/**
 * A copy with one position of an axis overwritten; the update may leave out the axis.
 * @example np.lax.dynamicUpdateIndexInDim([[1, 2], [3, 4]], [9, 9], 0, 0) // [[9, 9], [3, 4]]
 */
export function dynamicUpdateIndexInDim(x: Operand, update: Operand, index: number | NDArray, axis: number): NDArray {
  const array = toArray(x);
  const place = normalizeAxis("dynamicUpdateIndexInDim", axis, array.ndim);
  const given = toArray(update, array.dtype);
  const wide =
    given.ndim === array.ndim
      ? given
      : reshapeTo(given, [...given.shape.slice(0, place), 1, ...given.shape.slice(place)]);
  return dynamicUpdateSliceInDim(array, wide, index, place);
}

/** Where elements are not zero. */
import * as core from "@fluxion/core";
import { concatenate, reshape, stridesOf, type NDArray } from "@fluxion/core";
import { checkCount } from "../creation/linspace.js";
import { knownValues } from "../shape/known-values.js";
import { scalarLike, toArray, type Operand } from "../support/index.js";
import { truth } from "../ufunc/logical.js";
import { place } from "./pick.js";

export interface SizeOptions {
  /** The size of the result: needed while the array is traced. More places are left out, missing ones filled. */
  size?: number;
  /** What stands for missing places; 0 if not given. */
  fillValue?: number | readonly number[];
}

/** How many elements of a mask hold, read now; a typed error while it is traced. */
export function knownCount(where: string, mask: NDArray): number {
  const count = core.sum(core.convert(mask, { dtype: "int32" }), { axes: mask.shape.map((_, i) => i) });
  return knownValues(where, count, "give `size`, the size of the result")[0] ?? 0;
}

/** The places where a vector of booleans holds, as int32[size]; `missing` for those there are too few of. */
export function placesOf(mask: NDArray, size: number, missing: number): NDArray {
  const n = mask.size;
  checkCount("nonzero (size)", size);
  const integer = (value: number): NDArray => scalarLike(mask, value, "int32", [n]);
  const rank = core.cumsum(core.convert(mask, { dtype: "int32" }), { axis: 0, reverse: false });
  const target = core.select(mask, core.sub(rank, integer(1)), integer(size));
  return place(scalarLike(mask, missing, "int32", [size]), target, core.indicesAlong(mask, 0), "set", true);
}

const flatTruth = (x: Operand): NDArray => {
  const array = toArray(x);
  return reshape(truth(array), { shape: [array.size] });
};

/**
 * The indices, as int32, of elements of the flattened array that are not zero.
 * @example np.flatnonzero([[0, 3], [4, 0]]) // [1, 2]
 */
export function flatnonzero(x: Operand, { size, fillValue = 0 }: SizeOptions = {}): NDArray {
  const mask = flatTruth(x);
  return placesOf(
    mask,
    size ?? knownCount("flatnonzero", mask),
    typeof fillValue === "number" ? fillValue : (fillValue[0] ?? 0),
  );
}

/**
 * The indices of elements that are not zero: for each axis an array, as int32. A typed error for a scalar.
 * @example np.nonzero([[0, 3], [4, 0]]) // [[0, 1], [1, 0]]
 */
export function nonzero(x: Operand, { size, fillValue = 0 }: SizeOptions = {}): NDArray[] {
  const array = toArray(x);
  const mask = flatTruth(array);
  const places = placesOf(mask, size ?? knownCount("nonzero", mask), -1);
  const missing = core.lt(places, 0);
  const strides = stridesOf(array.shape);
  return array.shape.map((length, axis) => {
    const index = core.rem(core.div(places, strides[axis] as number), Math.max(1, length));
    const fill = typeof fillValue === "number" ? fillValue : (fillValue[axis] ?? 0);
    return core.select(missing, scalarLike(index, fill), index);
  });
}

/**
 * The indices of elements that are not zero: one row each, as int32.
 * @example np.argwhere([[0, 3], [4, 0]]) // [[0, 1], [1, 0]]
 */
export function argwhere(x: Operand, options: SizeOptions = {}): NDArray {
  const array = toArray(x);
  if (array.ndim === 0) {
    const mask = flatTruth(array);
    return scalarLike(array, 0, "int32", [options.size ?? knownCount("argwhere", mask), 0]);
  }
  const columns = nonzero(array, options).map((index) => reshape(index, { shape: [index.size, 1] }));
  return concatenate(columns, { axis: 1 });
}

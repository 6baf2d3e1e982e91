/** Largest and smallest elements. */
import * as core from "@fluxion/core";
import { isFloat, raise, type DType, type NDArray } from "@fluxion/core";
import { iinfo } from "../creation/limits.js";
import { toArray, type Operand } from "../support/index.js";
import { maximum, minimum } from "../ufunc/extrema.js";
import type { Binary } from "../ufunc/make.js";
import {
  collapse,
  countOver,
  masked,
  prepare,
  type InitialOption,
  type MaskOption,
  type ReduceOptions,
  type Reducer,
} from "./over.js";

export interface ExtremeOptions extends ReduceOptions, MaskOption, InitialOption {}

interface Extreme {
  readonly where: string;
  readonly op: Reducer;
  readonly ofBools: Reducer;
  readonly combine: Binary;
  /** What loses to every element. */
  worst(dtype: DType): number;
}

/** What loses against every element of a type. */
export const lowest = (dtype: DType): number => (dtype === "bool" ? 0 : isFloat(dtype) ? -Infinity : iinfo(dtype).min);
export const highest = (dtype: DType): number => (dtype === "bool" ? 1 : isFloat(dtype) ? Infinity : iinfo(dtype).max);

function extremeOf(
  { where, op, ofBools, combine, worst }: Extreme,
  x: Operand,
  { axis, keepdims, initial, where: mask }: ExtremeOptions,
): NDArray {
  const { array, axes } = prepare(where, x, axis);
  if (initial === undefined && mask !== undefined)
    raise({
      code: "argument",
      what: "with a mask there may be no elements to choose from",
      where,
      fix: "give `initial`, the result where nothing counts",
    });
  if (
    initial === undefined &&
    countOver(array, axes) === 0 &&
    array.shape.every((size, i) => size > 0 || axes.includes(i))
  )
    raise({
      code: "shape",
      what: `no elements to choose from: axes [${axes.join(", ")}] of shape [${array.shape.join(", ")}] are empty`,
      where,
      fix: "give `initial`, the result where there is nothing",
    });
  const result = collapse(
    array.dtype === "bool" ? ofBools : op,
    masked(array, mask, worst(array.dtype)),
    axes,
    keepdims,
  );
  return initial === undefined ? result : combine(result, toArray(initial, array.dtype));
}

const MAX: Extreme = { where: "max", op: core.reduceMax, ofBools: core.reduceOr, combine: maximum, worst: lowest };
const MIN: Extreme = { where: "min", op: core.reduceMin, ofBools: core.reduceAnd, combine: minimum, worst: highest };

/**
 * The largest element; NaN wins. Elements that tie share the derivative. A shape error if there are no elements and no `initial`.
 * @example np.max([[1, 5], [4, 2]], { axis: 0 }) // [4, 5]
 */
export const max = (x: Operand, options: ExtremeOptions = {}): NDArray => extremeOf(MAX, x, options);

/**
 * The smallest element; NaN wins. Elements that tie share the derivative. A shape error if there are no elements and no `initial`.
 * @example np.min([[1, 5], [4, 2]], { axis: 0 }) // [1, 2]
 */
export const min = (x: Operand, options: ExtremeOptions = {}): NDArray => extremeOf(MIN, x, options);

/**
 * The same as `max`.
 * @example np.amax([1, 5]) // 5
 */
export const amax: typeof max = max;

/**
 * The same as `min`.
 * @example np.amin([1, 5]) // 1
 */
export const amin: typeof min = min;

/**
 * The difference between the largest and the smallest element.
 * @example np.ptp([3, 1, 8]) // 7
 */
export function ptp(x: Operand, { axis, keepdims }: ReduceOptions = {}): NDArray {
  const array = toArray(x);
  return core.sub(max(array, { axis, keepdims }), min(array, { axis, keepdims }));
}

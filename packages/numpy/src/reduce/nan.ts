/** Reductions that leave NaN out. */
import * as core from "@fluxion/core";
import { isFloat, type NDArray } from "@fluxion/core";
import { convertTo, scalarLike, toArray, type Operand } from "../support/index.js";
import { max, min, type ExtremeOptions } from "./extreme.js";
import { mean, variance, type MeanOptions, type SpreadOptions } from "./mean.js";
import { all } from "./logical.js";
import { prod, sum, type SumOptions } from "./sum.js";
import { logicalAnd } from "../ufunc/logical.js";

const numbers = (x: NDArray): NDArray => core.eq(x, x);
const replaced = (x: NDArray, value: number): NDArray => core.select(numbers(x), x, scalarLike(x, value));

/** The mask of elements that are not NaN, joined with that of the user. */
const counting = (x: NDArray, where: Operand | undefined): Operand =>
  where === undefined ? numbers(x) : logicalAnd(numbers(x), where);

/**
 * The sum of elements that are not NaN.
 * @example np.nansum([1, NaN, 2]) // 3
 */
export function nansum(x: Operand, options: SumOptions = {}): NDArray {
  const array = toArray(x);
  return sum(isFloat(array.dtype) ? replaced(array, 0) : array, options);
}

/**
 * The product of elements that are not NaN.
 * @example np.nanprod([2, NaN, 3]) // 6
 */
export function nanprod(x: Operand, options: SumOptions = {}): NDArray {
  const array = toArray(x);
  return prod(isFloat(array.dtype) ? replaced(array, 1) : array, options);
}

/** An extreme of what is left, and NaN where nothing is. */
function nanExtreme(extreme: typeof max, worst: number, x: Operand, options: ExtremeOptions): NDArray {
  const array = toArray(x);
  if (!isFloat(array.dtype)) return extreme(array, options);
  const { axis, keepdims, initial, where } = options;
  const result = extreme(replaced(array, worst), options);
  if (initial !== undefined || where !== undefined) return result;
  return core.select(all(core.not(numbers(array)), { axis, keepdims }), scalarLike(result, NaN), result);
}

/**
 * The largest element that is not NaN; NaN if there is none.
 * @example np.nanmax([1, NaN, 2]) // 2
 */
export const nanmax = (x: Operand, options: ExtremeOptions = {}): NDArray => nanExtreme(max, -Infinity, x, options);

/**
 * The smallest element that is not NaN; NaN if there is none.
 * @example np.nanmin([1, NaN, 2]) // 1
 */
export const nanmin = (x: Operand, options: ExtremeOptions = {}): NDArray => nanExtreme(min, Infinity, x, options);

/**
 * The mean of elements that are not NaN.
 * @example np.nanmean([1, NaN, 2]) // 1.5
 */
export function nanmean(x: Operand, options: MeanOptions = {}): NDArray {
  const array = toArray(x);
  return isFloat(array.dtype)
    ? mean(array, { ...options, where: counting(array, options.where) })
    : mean(array, options);
}

/**
 * The variance of elements that are not NaN.
 * @example np.nanvar([1, NaN, 3]) // 1
 */
export function nanvar(x: Operand, options: SpreadOptions = {}): NDArray {
  const array = toArray(x);
  if (!isFloat(array.dtype)) return variance(array, options);
  return variance(replaced(convertTo(array, options.dtype ?? array.dtype), 0), {
    ...options,
    where: counting(array, options.where),
  });
}

/**
 * The standard deviation of elements that are not NaN.
 * @example np.nanstd([1, NaN, 3]) // 1
 */
export const nanstd = (x: Operand, options: SpreadOptions = {}): NDArray => core.sqrt(nanvar(x, options));

/** Means and spreads. Integers and booleans give float32. */
import * as core from "@fluxion/core";
import type { DType, NDArray } from "@fluxion/core";
import { convertTo, floatType, keptShape, scalarLike, type Operand } from "../support/index.js";
import { countOver, masked, maskOver, prepare, type MaskOption, type ReduceOptions, type ResultType } from "./over.js";

export interface MeanOptions extends ReduceOptions, MaskOption, ResultType {}
export interface SpreadOptions extends MeanOptions {
  /** Divides by the number of elements less this; 0 if not given. */
  ddof?: number;
  /** The same as `ddof`, by the name of the array API. */
  correction?: number;
}

/** How many elements count for each result. */
const counts = (x: NDArray, axes: readonly number[], mask: Operand | undefined, like: NDArray): NDArray =>
  mask === undefined ? scalarLike(like, countOver(x, axes)) : core.sum(convertTo(maskOver(x, mask), x.dtype), { axes });

function meanOver(x: NDArray, axes: readonly number[], mask: Operand | undefined): NDArray {
  const total = core.sum(masked(x, mask, 0), { axes });
  return core.div(total, counts(x, axes, mask, total));
}

/** Reduced axes put back with size 1, if they are kept. */
const kept = (reduced: NDArray, x: NDArray, axes: readonly number[], keepdims = false): NDArray =>
  keepdims ? core.reshape(reduced, { shape: keptShape(x.shape, axes) }) : reduced;

const asFloats = (x: NDArray, dtype: DType | undefined): NDArray => convertTo(x, floatType(dtype ?? x.dtype));

/**
 * The mean of elements; NaN of none.
 * @example np.mean([[1, 2], [3, 4]], { axis: 0 }) // [2, 3]
 */
export function mean(x: Operand, { axis, keepdims, where, dtype }: MeanOptions = {}): NDArray {
  const { array, axes } = prepare("mean", x, axis);
  return kept(meanOver(asFloats(array, dtype), axes, where), array, axes, keepdims);
}

/** In two passes: the squares are those of distances from the mean, so that nothing cancels. */
function varianceOver(x: NDArray, axes: readonly number[], mask: Operand | undefined, ddof: number): NDArray {
  const distance = core.sub(x, core.broadcast(meanOver(x, axes, mask), { shape: x.shape, axes }));
  const squares = core.sum(masked(core.square(distance), mask, 0), { axes });
  const known = mask === undefined ? scalarLike(squares, Math.max(0, countOver(x, axes) - ddof)) : undefined;
  return core.div(squares, known ?? core.max(core.sub(counts(x, axes, mask, squares), ddof), 0));
}

/**
 * The variance of elements: the mean square of their distances from the mean; NaN of none.
 * @example np.var([1, 2, 3, 4], { ddof: 0 }) // 1.25
 */
export function variance(x: Operand, { axis, keepdims, where, dtype, ddof, correction }: SpreadOptions = {}): NDArray {
  const { array, axes } = prepare("var", x, axis);
  return kept(varianceOver(asFloats(array, dtype), axes, where, correction ?? ddof ?? 0), array, axes, keepdims);
}

/**
 * The standard deviation of elements: the root of the variance. Its derivative is NaN where all elements are equal.
 * @example np.std([1, 3]) // 1
 */
export const std = (x: Operand, options: SpreadOptions = {}): NDArray => core.sqrt(variance(x, options));

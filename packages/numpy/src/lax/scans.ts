/** Running reductions along an axis, under lax's names. */
import * as core from "@fluxion/core";
import type { CumulativeParams, NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

export interface ScanOptions {
  /** The axis; 0 if not given. */
  readonly axis?: number;
  /** From the end to the front. */
  readonly reverse?: boolean;
}

type Running = (x: Operand, options?: ScanOptions) => NDArray;

const running =
  (where: string, operation: (x: NDArray, params: CumulativeParams) => NDArray): Running =>
  (x, { axis = 0, reverse = false } = {}) => {
    const array = toArray(x);
    return operation(array, { axis: normalizeAxis(where, axis, array.ndim), reverse });
  };

/**
 * Running sums.
 * @example np.lax.cumsum([1, 2, 3], { reverse: true }) // [6, 5, 3]
 */
export const cumsum: Running = running("cumsum", core.cumsum);
/**
 * Running products.
 * @example np.lax.cumprod([1, 2, 3]) // [1, 2, 6]
 */
export const cumprod: Running = running("cumprod", core.cumprod);
/**
 * The largest element so far.
 * @example np.lax.cummax([1, 3, 2]) // [1, 3, 3]
 */
export const cummax: Running = running("cummax", core.cummax);
/**
 * The smallest element so far.
 * @example np.lax.cummin([3, 1, 2]) // [3, 1, 1]
 */
export const cummin: Running = running("cummin", core.cummin);
/**
 * Running logarithms of sums of exponentials.
 * @example np.lax.cumlogsumexp([0, -Infinity]) // [0, 0]
 */
export const cumlogsumexp: Running = running("cumlogsumexp", core.cumlogsumexp);

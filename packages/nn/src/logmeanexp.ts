/** The logarithm of a mean of exponentials. */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { MaskOption, Operand, ReduceOptions } from "@fluxion/numpy";
import { float } from "./operands.js";

/**
 * log of the mean of eˣ over the axes, in floats, without overflow. Of nothing it is NaN.
 * @example logmeanexp([1000, 1000]) // 1000
 */
export function logmeanexp(x: Operand, { where, ...options }: ReduceOptions & MaskOption = {}): NDArray {
  const array = float(x);
  const counted = np.broadcastTo(where ?? true, array.shape);
  const count = np.astype(np.sum(counted, options), array.dtype);
  return np.subtract(np.logsumexp(array, { ...options, ...(where !== undefined && { where }) }), np.log(count));
}

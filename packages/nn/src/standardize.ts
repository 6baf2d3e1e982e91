/** Mean 0 and variance 1 along axes: the core of layer, batch and group normalization. */
import { rsqrt, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { AxisOption, Operand } from "@fluxion/numpy";
import { float } from "./operands.js";

export interface StandardizeOptions {
  /** Axes that are standardized together: one, several, or (`null`) all; the last if not given. */
  readonly axis?: AxisOption;
  /** The mean that is taken off, computed if not given; it broadcasts to x. */
  readonly mean?: Operand;
  /** The variance divided by, computed if not given; it broadcasts to x. */
  readonly variance?: Operand;
  /** Added to the variance; 1e-5 if not given. */
  readonly epsilon?: number;
  /** Which elements count for the mean and the variance: booleans that broadcast to x. */
  readonly where?: Operand;
}

/**
 * (x − mean)/√(variance + epsilon), in floats, of the shape of x. The variance is that of the second pass, so that means far from 0
 * cost no digits.
 * Source: Ba, Kiros and Hinton, "Layer normalization" (2016).
 * @example standardize([1, 3], { epsilon: 0 }) // [-1, 1]
 */
export function standardize(
  x: Operand,
  { axis = -1, mean, variance, epsilon = 1e-5, where }: StandardizeOptions = {},
): NDArray {
  const array = float(x);
  const options = { axis, keepdims: true, ...(where !== undefined && { where }) };
  const distance = np.subtract(array, mean ?? np.mean(array, options));
  const spread = variance ?? np.mean(np.square(distance), options);
  return np.multiply(distance, rsqrt(np.add(spread, epsilon)));
}

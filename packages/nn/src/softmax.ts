/** Exponentials that add up to 1, and their logarithms. The largest exponent is taken off first, so nothing overflows. */
import { exp, stopGradient, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { AxisOption, Operand } from "@fluxion/numpy";
import { float } from "./operands.js";

export interface SoftmaxOptions {
  /** Axes along which results add up to 1: one, several, or (`null`) all; the last if not given. */
  readonly axis?: AxisOption;
  /** Which elements count: booleans that broadcast to x. The others are 0 (their logarithm −∞) and have no influence. */
  readonly where?: Operand;
}

/** x less its largest element, for the elements that count; the others become −∞. An infinite one leaves x as it is. */
function lowered(x: Operand, axis: AxisOption, where: Operand | undefined): NDArray {
  const array = float(x);
  const kept = where === undefined ? array : np.where(where, array, -Infinity);
  const top = np.max(stopGradient(kept), { axis, keepdims: true });
  return np.subtract(kept, np.where(np.isfinite(top), top, 0));
}

/**
 * eˣ / Σ eˣ along `axis`, in floats. NaN where nothing but −∞ is there.
 * Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs" (1990); Blanchard, Higham and
 * Higham, "Accurately computing the log-sum-exp and softmax functions" (2021) for the shift.
 * @example softmax([1000, 1000, -Infinity]) // [0.5, 0.5, 0]
 * @example softmax([0, 0, 7], { where: [true, true, false] }) // [0.5, 0.5, 0]
 */
export function softmax(x: Operand, { axis = -1, where }: SoftmaxOptions = {}): NDArray {
  const powers = exp(lowered(x, axis, where));
  const shares = np.divide(powers, np.sum(powers, { axis, keepdims: true }));
  return where === undefined ? shares : np.where(where, shares, 0);
}

/**
 * log softmax(x) = x − log Σ eˣ along `axis`, in floats.
 * Source: as of `softmax`.
 * @example logSoftmax([1000, 1000]) // [-0.6931472, -0.6931472]
 */
export function logSoftmax(x: Operand, { axis = -1, where }: SoftmaxOptions = {}): NDArray {
  const lower = lowered(x, axis, where);
  const result = np.subtract(lower, np.log(np.sum(exp(lower), { axis, keepdims: true })));
  return where === undefined ? result : np.where(where, result, -Infinity);
}

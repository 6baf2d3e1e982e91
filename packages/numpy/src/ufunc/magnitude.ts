/** Sizes and signs. */
import * as core from "@fluxion/core";
import { alignAs, floatType, toArray, toFloat } from "../support/index.js";
import { apply, type Binary, type Unary } from "./make.js";
import { signbit } from "./classify.js";

/**
 * |x|; booleans stay. The derivative at 0 is 1.
 * @example np.abs([1, -2]) // [1, 2]
 */
export const abs: Unary = (x) => {
  const array = toArray(x);
  return array.dtype === "bool" ? array : apply(core.abs, array);
};

/**
 * The same as `abs`.
 * @example np.absolute([1, -2]) // [1, 2]
 */
export const absolute: Unary = abs;

/**
 * |x| as floats.
 * @example np.fabs([1, -2]) // [1, 2]
 */
export const fabs: Unary = (x) => apply(core.abs, toFloat(toArray(x)));

/**
 * The array itself.
 * @example np.positive([1, -2]) // [1, -2]
 */
export const positive: Unary = (x) => toArray(x);

/**
 * −1, 0 or 1; NaN stays NaN.
 * @example np.sign([-3, 0, 2]) // [-1, 0, 1]
 */
export const sign: Unary = (x) => apply(core.sign, toArray(x));

/**
 * |x| with the sign of y, that of zeros included.
 * @example np.copysign([1, 2], [-1, 1]) // [-1, 2]
 */
export const copysign: Binary = (x, y) => {
  const [a, b] = alignAs([x, y], floatType);
  return core.select(core.ne(signbit(a), signbit(b)), core.neg(a), a);
};

/**
 * 0 where x < 0, 1 where x > 0, and y where x is 0; NaN stays NaN.
 * @example np.heaviside([-1, 0, 2], 0.5) // [0, 0.5, 1]
 */
export const heaviside: Binary = (x, y) => {
  const [a, b] = alignAs([x, y], floatType);
  const step = core.select(core.lt(a, 0), core.zerosLike(a), core.select(core.gt(a, 0), core.onesLike(a), a));
  return core.select(core.eq(a, 0), b, core.stopGradient(step));
};

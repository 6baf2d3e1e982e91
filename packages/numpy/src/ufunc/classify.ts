/** Questions about single numbers; each gives booleans. Integers are finite and never NaN. */
import * as core from "@fluxion/core";
import { isFloat, type NDArray } from "@fluxion/core";
import { toArray } from "../support/index.js";
import type { Unary } from "./make.js";

/** A question that has one answer for everything but floats. */
const ofFloats =
  (otherwise: boolean, ask: (x: NDArray) => NDArray): Unary =>
  (x) => {
    const array = toArray(x);
    return isFloat(array.dtype) ? ask(array) : core.fullLike(array, Number(otherwise), "bool");
  };

/**
 * Whether x is NaN.
 * @example np.isnan([1, NaN]) // [false, true]
 */
export const isnan: Unary = ofFloats(false, (x) => core.ne(x, x));

/**
 * Whether x is neither infinite nor NaN.
 * @example np.isfinite([1, Infinity, NaN]) // [true, false, false]
 */
export const isfinite: Unary = ofFloats(true, (x) => core.isFinite(x));

/**
 * Whether x is infinite.
 * @example np.isinf([1, -Infinity, NaN]) // [false, true, false]
 */
export const isinf: Unary = ofFloats(false, (x) => core.eq(core.abs(x), Infinity));

/**
 * Whether x is +∞.
 * @example np.isposinf([Infinity, -Infinity]) // [true, false]
 */
export const isposinf: Unary = ofFloats(false, (x) => core.eq(x, Infinity));

/**
 * Whether x is −∞.
 * @example np.isneginf([Infinity, -Infinity]) // [false, true]
 */
export const isneginf: Unary = ofFloats(false, (x) => core.eq(x, -Infinity));

/**
 * Whether x is negative, −0 included; false for NaN.
 * @example np.signbit([-1, -0, 0, 1]) // [true, true, false, false]
 */
export const signbit: Unary = (x) => {
  const array = toArray(x);
  if (array.dtype === "bool") return core.fullLike(array, 0, "bool");
  if (!isFloat(array.dtype)) return core.lt(array, 0);
  return core.lt(core.select(core.eq(array, 0), core.div(core.onesLike(array), array), array), 0);
};

/**
 * Whether x has no imaginary part: true for every array of real numbers.
 * @example np.isreal([1, 2]) // [true, true]
 */
export const isreal: Unary = (x) => core.fullLike(toArray(x), 1, "bool");

/**
 * Whether x has an imaginary part: false for every array of real numbers.
 * @example np.iscomplex([1, 2]) // [false, false]
 */
export const iscomplex: Unary = (x) => core.fullLike(toArray(x), 0, "bool");

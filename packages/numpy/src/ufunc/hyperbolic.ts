/** Hyperbolic functions, in floats: integers give float32. */
import * as core from "@fluxion/core";
import { floatUnary, type Unary } from "./make.js";

/**
 * The hyperbolic sine.
 * @example np.sinh([0]) // [0]
 */
export const sinh: Unary = floatUnary(core.sinh);

/**
 * The hyperbolic cosine.
 * @example np.cosh([0]) // [1]
 */
export const cosh: Unary = floatUnary(core.cosh);

/**
 * The hyperbolic tangent.
 * @example np.tanh([0, Infinity]) // [0, 1]
 */
export const tanh: Unary = floatUnary(core.tanh);

/**
 * The number with the given hyperbolic sine.
 * @example np.arcsinh([0]) // [0]
 */
export const arcsinh: Unary = floatUnary(core.asinh);

/**
 * The non-negative number with the given hyperbolic cosine; NaN below 1.
 * @example np.arccosh([1, 0]) // [0, NaN]
 */
export const arccosh: Unary = floatUnary(core.acosh);

/**
 * The number with the given hyperbolic tangent; NaN outside of [−1, 1].
 * @example np.arctanh([0, 1]) // [0, Infinity]
 */
export const arctanh: Unary = floatUnary(core.atanh);

/**
 * The same as `arcsinh`.
 * @example np.asinh([0]) // [0]
 */
export const asinh: Unary = arcsinh;

/**
 * The same as `arccosh`.
 * @example np.acosh([1]) // [0]
 */
export const acosh: Unary = arccosh;

/**
 * The same as `arctanh`.
 * @example np.atanh([0]) // [0]
 */
export const atanh: Unary = arctanh;

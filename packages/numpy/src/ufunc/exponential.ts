/** Exponentials, logarithms and roots, in floats: integers give float32. */
import * as core from "@fluxion/core";
import { logaddexp as ofNatural, logaddexp2 as ofTwo } from "./logaddexp.js";
import { floatBinary, floatUnary, type Binary, type Unary } from "./make.js";

/**
 * eˣ.
 * @example np.exp([0, -Infinity]) // [1, 0]
 */
export const exp: Unary = floatUnary(core.exp);

/**
 * 2ˣ, exact for whole x.
 * @example np.exp2([1, 3]) // [2, 8]
 */
export const exp2: Unary = floatUnary(core.exp2);

/**
 * eˣ − 1, accurate near 0.
 * @example np.expm1(0) // 0
 */
export const expm1: Unary = floatUnary(core.expm1);

/**
 * The natural logarithm: −∞ at 0, NaN below.
 * @example np.log([1, 0]) // [0, -Infinity]
 */
export const log: Unary = floatUnary(core.log);

/**
 * The logarithm to base 2.
 * @example np.log2([1, 8]) // [0, 3]
 */
export const log2: Unary = floatUnary(core.log2);

/**
 * The logarithm to base 10.
 * @example np.log10([1, 1000]) // [0, 3]
 */
export const log10: Unary = floatUnary(core.log10);

/**
 * log(1 + x), accurate near 0.
 * @example np.log1p(0) // 0
 */
export const log1p: Unary = floatUnary(core.log1p);

/**
 * The square root; NaN below 0.
 * @example np.sqrt([4, 9]) // [2, 3]
 */
export const sqrt: Unary = floatUnary(core.sqrt);

/**
 * The cube root, of negative numbers too.
 * @example np.cbrt([8, -27]) // [2, -3]
 */
export const cbrt: Unary = floatUnary(core.cbrt);

/**
 * log(eˣ + eʸ) without overflow; −∞ for two −∞.
 * @example np.logaddexp(-Infinity, 2) // 2
 */
export const logaddexp: Binary = floatBinary(ofNatural);

/**
 * log₂(2ˣ + 2ʸ) without overflow.
 * @example np.logaddexp2(2, 2) // 3
 */
export const logaddexp2: Binary = floatBinary(ofTwo);

/** Sums, differences, products and quotients, element by element. Operands broadcast and promote; integers wrap. */
import * as core from "@fluxion/core";
import { binary, floatBinary, unary, type Binary, type Unary } from "./make.js";

/**
 * x + y. Booleans: whether either holds.
 * @example np.add([1, 2], 3) // [4, 5]
 */
export const add: Binary = binary(core.add, core.or);

/**
 * x − y. A dtype error for two booleans.
 * @example np.subtract([1, 2], [[1], [2]]) // [[0, 1], [-1, 0]]
 */
export const subtract: Binary = binary(core.sub);

/**
 * x · y. Booleans: whether both hold.
 * @example np.multiply([1, 2], 3) // [3, 6]
 */
export const multiply: Binary = binary(core.mul, core.and);

/**
 * x / y as floats: integers give float32.
 * @example np.divide([1, 2], 4) // [0.25, 0.5]
 */
export const divide: Binary = floatBinary(core.div);

/**
 * The same as `divide`.
 * @example np.trueDivide([1, 2], 4) // [0.25, 0.5]
 */
export const trueDivide: Binary = divide;

/**
 * −x. A dtype error for booleans.
 * @example np.negative([1, -2]) // [-1, 2]
 */
export const negative: Unary = unary(core.neg);

/**
 * 1 / x as floats: integers give float32.
 * @example np.reciprocal([2, 4]) // [0.5, 0.25]
 */
export const reciprocal: Unary = (x) => divide(1, x);

/**
 * x · x.
 * @example np.square([2, -3]) // [4, 9]
 */
export const square: Unary = unary(core.square);

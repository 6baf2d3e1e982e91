/** Comparisons, which give booleans. Operands broadcast and promote; with NaN only `notEqual` holds. */
import * as core from "@fluxion/core";
import { binary, type Binary } from "./make.js";

/**
 * x = y.
 * @example np.equal([1, 2], [1, 3]) // [true, false]
 */
export const equal: Binary = binary(core.eq);

/**
 * x ≠ y.
 * @example np.notEqual([1, 2], [1, 3]) // [false, true]
 */
export const notEqual: Binary = binary(core.ne);

/**
 * x < y.
 * @example np.less([1, 2], 2) // [true, false]
 */
export const less: Binary = binary(core.lt);

/**
 * x ≤ y.
 * @example np.lessEqual([1, 3], 2) // [true, false]
 */
export const lessEqual: Binary = binary(core.le);

/**
 * x > y.
 * @example np.greater([1, 3], 2) // [false, true]
 */
export const greater: Binary = binary(core.gt);

/**
 * x ≥ y.
 * @example np.greaterEqual([1, 2], 2) // [false, true]
 */
export const greaterEqual: Binary = binary(core.ge);

/** Circular functions, in floats: integers give float32. Angles are in radians. */
import * as core from "@fluxion/core";
import { toArray, toFloat } from "../support/index.js";
import { floatBinary, floatUnary, type Binary, type Unary } from "./make.js";

/**
 * The sine.
 * @example np.sin([0]) // [0]
 */
export const sin: Unary = floatUnary(core.sin);

/**
 * The cosine.
 * @example np.cos([0]) // [1]
 */
export const cos: Unary = floatUnary(core.cos);

/**
 * The tangent.
 * @example np.tan([0]) // [0]
 */
export const tan: Unary = floatUnary(core.tan);

/**
 * The angle in [−π/2, π/2] with the given sine; NaN outside of [−1, 1].
 * @example np.arcsin([0, 2]) // [0, NaN]
 */
export const arcsin: Unary = floatUnary(core.asin);

/**
 * The angle in [0, π] with the given cosine; NaN outside of [−1, 1].
 * @example np.arccos([1, 2]) // [0, NaN]
 */
export const arccos: Unary = floatUnary(core.acos);

/**
 * The angle in (−π/2, π/2) with the given tangent.
 * @example np.arctan([0]) // [0]
 */
export const arctan: Unary = floatUnary(core.atan);

/**
 * The angle in [−π, π] of the point with ordinate y and abscissa x.
 * @example np.arctan2(0, 1) // 0
 */
export const arctan2: Binary = floatBinary(core.atan2);

/**
 * The same as `arcsin`.
 * @example np.asin([0]) // [0]
 */
export const asin: Unary = arcsin;

/**
 * The same as `arccos`.
 * @example np.acos([1]) // [0]
 */
export const acos: Unary = arccos;

/**
 * The same as `arctan`.
 * @example np.atan([0]) // [0]
 */
export const atan: Unary = arctan;

/**
 * The same as `arctan2`.
 * @example np.atan2(0, 1) // 0
 */
export const atan2: Binary = arctan2;

/**
 * Degrees to radians.
 * @example np.deg2rad(0) // 0
 */
export const deg2rad: Unary = (x) => core.mul(toFloat(toArray(x)), Math.PI / 180);

/**
 * Radians to degrees.
 * @example np.rad2deg(0) // 0
 */
export const rad2deg: Unary = (x) => core.mul(toFloat(toArray(x)), 180 / Math.PI);

/**
 * The same as `deg2rad`.
 * @example np.radians(0) // 0
 */
export const radians: Unary = deg2rad;

/**
 * The same as `rad2deg`.
 * @example np.degrees(0) // 0
 */
export const degrees: Unary = rad2deg;

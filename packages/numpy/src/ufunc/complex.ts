/** What complex numbers have, of real ones. */
import * as core from "@fluxion/core";
import type { NDArray } from "@fluxion/core";
import { toArray, toFloat, type Operand } from "../support/index.js";
import type { Unary } from "./make.js";

/**
 * The real part: real arrays as they are.
 * @example np.real([1, 2]) // [1, 2]
 */
export const real: Unary = (x) => toArray(x);

/**
 * The imaginary part: zeros for real arrays.
 * @example np.imag([1, 2]) // [0, 0]
 */
export const imag: Unary = (x) => core.zerosLike(toArray(x));

/**
 * The complex conjugate: real arrays as they are.
 * @example np.conj([1, 2]) // [1, 2]
 */
export const conj: Unary = (x) => toArray(x);

/**
 * The same as `conj`.
 * @example np.conjugate([1, 2]) // [1, 2]
 */
export const conjugate: Unary = conj;

/**
 * The angle from the positive real axis: 0, or π for negative numbers (−0 included); in degrees if `deg`.
 * @example np.angle([1, -1], { deg: true }) // [0, 180]
 */
export function angle(x: Operand, { deg = false }: { deg?: boolean } = {}): NDArray {
  const array = core.stopGradient(toFloat(toArray(x)));
  const radians = core.atan2(core.zerosLike(array), array);
  return deg ? core.mul(radians, 180 / Math.PI) : radians;
}

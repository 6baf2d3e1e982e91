/** The larger and the smaller of two arrays, and arrays kept within bounds. */
import * as core from "@fluxion/core";
import type { NDArray } from "@fluxion/core";
import { align, toArray, type Operand } from "../support/index.js";
import { binary, type Binary } from "./make.js";

/**
 * The larger of two; NaN wins. Where both are equal, they share the derivative.
 * @example np.maximum([1, 5], [3, 2]) // [3, 5]
 */
export const maximum: Binary = binary(core.max);

/**
 * The smaller of two; NaN wins. Where both are equal, they share the derivative.
 * @example np.minimum([1, 5], [3, 2]) // [1, 2]
 */
export const minimum: Binary = binary(core.min);

const preferNumber = (x: NDArray, y: NDArray, better: NDArray): NDArray =>
  core.select(core.or(better, core.ne(y, y)), x, y);

/**
 * The larger of two; a number wins over NaN. Where both are equal, the second gets the derivative.
 * @example np.fmax([1, NaN], [3, 2]) // [3, 2]
 */
export const fmax: Binary = (x, y) => {
  const [a, b] = align(x, y);
  return preferNumber(a, b, core.gt(a, b));
};

/**
 * The smaller of two; a number wins over NaN. Where both are equal, the second gets the derivative.
 * @example np.fmin([1, NaN], [3, 2]) // [1, 2]
 */
export const fmin: Binary = (x, y) => {
  const [a, b] = align(x, y);
  return preferNumber(a, b, core.lt(a, b));
};

/**
 * The nearest number between two bounds; `null` is no bound. If the bounds cross, the upper one wins.
 * @example np.clip([-1, 0.5, 3], 0, 1) // [0, 0.5, 1]
 */
export function clip(x: Operand, min: Operand | null = null, max: Operand | null = null): NDArray {
  const above = min === null ? toArray(x) : maximum(x, min);
  return max === null ? above : minimum(above, max);
}

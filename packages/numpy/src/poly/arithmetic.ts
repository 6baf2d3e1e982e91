/** Sums, differences and products of polynomials given by their coefficients, the highest power first. */
import type { NDArray } from "@fluxion/core";
import { convolve } from "../contract/convolve.js";
import { trimZeros } from "../shape/trim-zeros.js";
import type { Operand } from "../support/weak.js";
import { add, subtract } from "../ufunc/arithmetic.js";
import { coefficientLists, equalLength } from "./coefficients.js";

/**
 * The coefficients of p + q.
 * @example np.polyadd([1, 2], [1, 1, 1]) // [1, 2, 3]
 */
export function polyadd(p: Operand, q: Operand): NDArray {
  const [a, b] = equalLength(coefficientLists("polyadd", p, q));
  return add(a, b);
}

/**
 * The coefficients of p − q.
 * @example np.polysub([1, 2], [1, 1, 1]) // [-1, 0, 1]
 */
export function polysub(p: Operand, q: Operand): NDArray {
  const [a, b] = equalLength(coefficientLists("polysub", p, q));
  return subtract(a, b);
}

/**
 * The coefficients of p · q. Zeros of the highest powers are dropped first, if asked for (the coefficients must then be known).
 * @example np.polymul([1, 2], [1, -2]) // [1, 0, -4]
 */
export function polymul(
  p: Operand,
  q: Operand,
  { trimLeadingZeros = false }: { trimLeadingZeros?: boolean } = {},
): NDArray {
  const lists = coefficientLists("polymul", p, q);
  const [a, b] = trimLeadingZeros ? lists.map((list) => trimZeros(list, { trim: "f" })) : lists;
  return convolve(a as NDArray, b as NDArray);
}

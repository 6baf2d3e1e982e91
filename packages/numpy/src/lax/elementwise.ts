/** Elementwise functions whose lax form is not that of the primitive. */
import { clamp as between, eq, integerPow as power, raise, select, type NDArray } from "@fluxion/core";
import { broadcastFitting } from "../support/broadcast.js";
import { scalarLike } from "../support/scalar.js";
import { isScalar, toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * `x` moved between two bounds, which have its shape or are scalars.
 * @example np.lax.clamp(0, [-1, 0.5, 2], 1) // [0, 0.5, 1]
 */
export function clamp(low: Operand, x: Operand, high: Operand): NDArray {
  const array = toArray(x);
  const bound = (given: Operand): NDArray => {
    if (isScalar(given)) return scalarLike(array, given);
    const limit = toArray(given);
    return limit.ndim === 0 ? broadcastFitting(limit, array.shape) : limit;
  };
  return between(bound(low), array, bound(high));
}

/**
 * `x` to a whole power.
 * @example np.lax.integerPow([2, 3], 2) // [4, 9]
 */
export const integerPow = (x: Operand, exponent: number): NDArray => power(toArray(x), { exponent });

/**
 * At each place the element of the case that `which` names: a boolean (false, true) or an integer from 0. The selector has the shape
 * of the cases, or is a scalar.
 * @example np.lax.selectN([true, false], [1, 2], [3, 4]) // [3, 2]
 */
export function selectN(which: Operand, ...cases: readonly Operand[]): NDArray {
  const arrays = cases.map((x) => toArray(x));
  const [first] = arrays;
  const given = toArray(which);
  if (first === undefined || (given.dtype === "bool" && arrays.length > 2))
    return raise({
      code: "argument",
      what: `a ${given.dtype} selector does not choose among ${arrays.length} cases`,
      where: "selectN",
      fix: "give two cases for booleans, and at least one for integers",
    });
  const selector = given.ndim === 0 ? broadcastFitting(given, first.shape) : given;
  if (selector.dtype === "bool") return arrays[1] === undefined ? first : select(selector, arrays[1], first);
  return arrays.reduceRight((others, x, i) => select(eq(selector, scalarLike(selector, i)), x, others));
}

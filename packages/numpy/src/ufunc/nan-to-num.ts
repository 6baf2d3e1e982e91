/** NaN and infinities replaced by numbers. */
import * as core from "@fluxion/core";
import { isFloat, type NDArray } from "@fluxion/core";
import { finfo } from "../creation/limits.js";
import { scalarLike, toArray, type Operand } from "../support/index.js";

export interface Replacements {
  /** For NaN; 0 if not given. */
  nan?: number;
  /** For +∞; the largest float if not given. */
  posinf?: number;
  /** For −∞; the smallest float if not given. */
  neginf?: number;
}

/**
 * The array with NaN and infinities replaced. Replaced elements have no derivative.
 * @example np.nanToNum([NaN, Infinity, 1], { posinf: 9 }) // [0, 9, 1]
 */
export function nanToNum(x: Operand, { nan = 0, posinf, neginf }: Replacements = {}): NDArray {
  const array = toArray(x);
  if (!isFloat(array.dtype)) return array;
  const limits = finfo(array.dtype);
  const put = (where: NDArray, value: number, otherwise: NDArray): NDArray =>
    core.select(where, scalarLike(array, value), otherwise);
  const finite = put(
    core.eq(array, Infinity),
    posinf ?? limits.max,
    put(core.eq(array, -Infinity), neginf ?? limits.min, array),
  );
  return put(core.ne(array, array), nan, finite);
}

/** Values of polynomials. */
import { raise, type NDArray } from "@fluxion/core";
import { unstack } from "../shape/unstack.js";
import { scalarLike } from "../support/scalar.js";
import { toArray } from "../support/to-array.js";
import { broadcastFitting } from "../support/broadcast.js";
import { convertTo } from "../support/convert.js";
import { commonType } from "../support/lattice.js";
import type { Operand } from "../support/weak.js";
import { add, multiply } from "../ufunc/arithmetic.js";

/**
 * The polynomial with coefficients p[0] (of the highest power) to p[n − 1] at x, by Horner's scheme. The shape of x; a shape error if the
 * coefficients are no list.
 * @example np.polyval([1, 2, 3], [0, 1, 2]) // [3, 6, 11]
 */
export function polyval(p: Operand, x: Operand): NDArray {
  const coefficients = toArray(p);
  if (coefficients.ndim !== 1)
    raise({
      code: "shape",
      what: `coefficients have shape [${coefficients.shape.join(", ")}]`,
      where: "polyval",
      fix: "pass a list of coefficients",
    });
  const [first, ...rest] = unstack(coefficients);
  const at = toArray(x);
  const dtype = commonType([coefficients, at]);
  if (first === undefined) return scalarLike(at, 0, dtype);
  const start = broadcastFitting(convertTo(first, dtype), at.shape);
  return rest.reduce((value, coefficient) => add(multiply(value, at), coefficient), start);
}

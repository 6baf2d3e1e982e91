/** The inverse of the error function in double precision. Coefficients are our own, made like those of erf. */
import { ERFINV_CENTRE, ERFINV_TAILS } from "@fluxion/core";
import { polynomial } from "./polynomial.js";

/** The x with erf(x) = y. */
export function erfInv(y: number): number {
  const a = Math.abs(y);
  if (a <= 0.5) return y * polynomial(ERFINV_CENTRE, y * y);
  if (!(a < 1)) return a === 1 ? y * Infinity : NaN;
  const r = Math.sqrt(-Math.log(1 - a));
  const { c, p, q } = r < 1.5 ? ERFINV_TAILS[0] : r < 3 ? ERFINV_TAILS[1] : ERFINV_TAILS[2];
  const x = r - polynomial(p, r - c) / polynomial(q, r - c);
  return y < 0 ? -x : x;
}

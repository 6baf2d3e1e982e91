/**
 * The derivative of lgamma in double precision. Coefficients are our own, made like those of erf. Near its positive zero
 * the relative error stays small; near the negative zeros the absolute error does.
 */
import { DIGAMMA_P, DIGAMMA_Q, DIGAMMA_TAIL } from "@fluxion/core";
import { polynomial } from "./polynomial.js";
import { piCotPi } from "./sinpi.js";

/** The positive zero, in two parts. */
const ZERO = 1.4616321449683622;
const ZERO_REST = 9.549995429965697e-17;

/** digamma for x > 0. */
function positive(x: number): number {
  if (x < 1) return positive(x + 1) - 1 / x;
  if (x < 3) return ((x - ZERO - ZERO_REST) * polynomial(DIGAMMA_P, x - 1.5)) / polynomial(DIGAMMA_Q, x - 1.5);
  if (x < 8) {
    let sum = 0;
    let y = x;
    while (y >= 3) sum += 1 / --y;
    return positive(y) + sum;
  }
  const r = 1 / x;
  const u = r * r;
  return Math.log(x) - (0.5 * r + u * polynomial(DIGAMMA_TAIL, u));
}

/** Γ′(x)/Γ(x); NaN at poles. */
export function digamma(x: number): number {
  if (x > 0) return positive(x);
  if (Math.floor(x) === x || x !== x) return NaN;
  return positive(1 - x) - piCotPi(x);
}

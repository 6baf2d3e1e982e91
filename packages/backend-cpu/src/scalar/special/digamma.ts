/**
 * The derivative of lgamma in double precision. Coefficients are our own, made like those of erf. Near its positive zero
 * the relative error stays small; near the negative zeros the absolute error does.
 */
import { polynomial } from "./polynomial.js";
import { piCotPi } from "./sinpi.js";

/** The positive zero, in two parts. */
const ZERO = 1.4616321449683622;
const ZERO_REST = 9.549995429965697e-17;
/** digamma(x)/(x − zero) in x − 1.5, for 1 ≤ x ≤ 3: numerator and denominator. */
const P = [
  3.054290777901239e-7, 0.00018607483582190455, 0.0073415878285848, 0.092792188933885, 0.49400499358144984,
  1.1480011453104875, 0.9510558760318328,
];
const Q = [
  3.765646205052168e-5, 0.002175608741952211, 0.03784385538148972, 0.28223296920996943, 1.0025811692824367,
  1.652509180795329, 1,
];
/** (log x − 1/2x − digamma(x))·x² in 1/x², for x ≥ 8. */
const TAIL = [
  -0.27836089626904764, 0.07878834411898451, -0.021022093336182903, 0.007575113864528594, -0.0041666632871488925,
  0.003968253958724233, -0.00833333333332112, 0.08333333333333333,
];

/** digamma for x > 0. */
function positive(x: number): number {
  if (x < 1) return positive(x + 1) - 1 / x;
  if (x < 3) return ((x - ZERO - ZERO_REST) * polynomial(P, x - 1.5)) / polynomial(Q, x - 1.5);
  if (x < 8) {
    let sum = 0;
    let y = x;
    while (y >= 3) sum += 1 / --y;
    return positive(y) + sum;
  }
  const r = 1 / x;
  const u = r * r;
  return Math.log(x) - (0.5 * r + u * polynomial(TAIL, u));
}

/** Γ′(x)/Γ(x); NaN at poles. */
export function digamma(x: number): number {
  if (x > 0) return positive(x);
  if (Math.floor(x) === x || x !== x) return NaN;
  return positive(1 - x) - piCotPi(x);
}

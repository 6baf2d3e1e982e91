/** Hurwitz's zeta function as a scalar body. */
import type { Scalar } from "@fluxion/core";
import type { S } from "./series.js";

/** B₂ₖ/(2k)!. */
const BERNOULLI: readonly number[] = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
  43867 / 5109094217170944000,
  -174611 / 802857662698291200000,
];

/**
 * Σ (q + k)^−x for x > 1 and q > 0, by ten terms of the sum and Euler and Maclaurin's formula from there, DLMF 2.10.1. ∞ at x = 1
 * and at q = 0, NaN below.
 */
export function zetaOf(s: S, x: Scalar, q: Scalar): Scalar {
  const [zero, one] = [s.lit(0), s.lit(1)];
  const [direct, corrections] = s.dtype === "float64" ? [10, BERNOULLI] : [6, BERNOULLI.slice(0, 4)];
  let sum = zero;
  for (let k = direct - 1; k >= 0; k--) sum = s.add(sum, s.pow(s.add(q, s.lit(k)), s.neg(x)));
  const from = s.add(q, s.lit(direct));
  const last = s.pow(from, s.neg(x));
  const r = s.div(one, from);
  let [tail, factor] = [s.add(s.div(from, s.sub(x, one)), s.lit(0.5)), s.mul(x, r)];
  corrections.forEach((c, k) => {
    tail = s.add(tail, s.mul(s.lit(c), factor));
    const pair = s.mul(s.add(x, s.lit(2 * k + 1)), s.add(x, s.lit(2 * k + 2)));
    factor = s.mul(factor, s.mul(pair, s.mul(r, r)));
  });
  const rest = s.select(s.eq(last, zero), zero, s.mul(last, tail));
  const value = s.select(s.or(s.eq(x, one), s.eq(q, zero)), s.lit(Infinity), s.add(sum, rest));
  return s.select(s.or(s.lt(x, one), s.lt(q, zero)), s.lit(Number.NaN), value);
}

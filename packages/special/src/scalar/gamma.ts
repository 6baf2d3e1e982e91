/** The gamma function, and what is left of its logarithm after Stirling's formula, as scalar bodies. */
import type { Scalar } from "@fluxion/core";
import { chebyshev, polynomial, type S } from "./series.js";

/** Of (Γ(2 + w) − 1)/w on [0, 1], from interpolation in 40 nodes with 50 digits: Γ(2) is exactly 1, so whole x are exact. */
const COEFFICIENTS: readonly number[] = [
  0.6848495618700673, 0.2854298443576744, 0.02635510790054564, 0.003158106665618604, 0.00018691138691188296,
  1.9781798433943072e-5, 5.877328277753177e-7, 9.904067263210073e-8, -1.3027790899685183e-9, 5.835223464337513e-10,
  -3.7888978892845753e-11, 4.797301013184861e-12, -4.462581124651433e-13, 4.6760078977677186e-14,
  -4.672003185628021e-15, 4.746208311451335e-16, -4.7912880755712086e-17, 4.845325996337876e-18,
];

/** B₂ₖ/(2k(2k − 1)), DLMF 5.11.1. */
const STIRLING: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];

/** log Γ(x) − (x − ½)·log x + x − ½·log 2π, for x ≥ 10. */
export function stirlingRest(s: S, x: Scalar): Scalar {
  const r = s.div(s.lit(1), x);
  return s.mul(r, polynomial(s, s.dtype === "float64" ? STIRLING : STIRLING.slice(0, 4), s.mul(r, r)));
}

/** By Γ(x + 1) = x·Γ(x) from [2, 3], for 0 ≤ x < 2 + steps. */
function byRecurrence(s: S, x: Scalar, steps: number): Scalar {
  const [one, two, three] = [s.lit(1), s.lit(2), s.lit(3)];
  let [y, product] = [x, one];
  for (let k = 0; k < steps; k++) {
    const isLarge = s.ge(y, three);
    y = s.select(isLarge, s.sub(y, one), y);
    product = s.select(isLarge, s.mul(product, y), product);
  }
  let divisor = one;
  for (let k = 0; k < 2; k++) {
    const isSmall = s.lt(y, two);
    divisor = s.select(isSmall, s.mul(divisor, y), divisor);
    y = s.select(isSmall, s.add(y, one), y);
  }
  const w = s.sub(y, two);
  const value = s.add(one, s.mul(w, chebyshev(s, COEFFICIENTS, s.sub(s.mul(two, w), one))));
  return s.div(s.mul(product, value), divisor);
}

/** Stirling's formula, with the power in two steps since it overflows before the result does. */
function byStirling(s: S, x: Scalar): Scalar {
  const root = s.pow(x, s.sub(s.mul(s.lit(0.5), x), s.lit(0.25)));
  const scale = s.mul(s.lit(Math.sqrt(2 * Math.PI)), s.exp(stirlingRest(s, x)));
  return s.mul(s.mul(s.mul(root, s.exp(s.neg(x))), scale), root);
}

/** Γ(x) for x ≥ 0. */
export function gammaOfPositive(s: S, x: Scalar): Scalar {
  const [limit, last] = s.dtype === "float64" ? [20, 180] : [12, 40];
  // Beyond the last, the result is ∞, which Stirling's formula with it shows.
  const far = byStirling(s, s.min(x, s.lit(last)));
  return s.select(s.lt(x, s.lit(limit)), byRecurrence(s, x, limit - 2), far);
}

/** Γ(x); below 0 by reflection, Γ(x)Γ(−x) = −π/(x·sin πx), DLMF 5.5.3, in which −x is exact. NaN at −1, −2, …, ±∞ at ±0. */
export function gammaOf(s: S, x: Scalar): Scalar {
  const isNegative = s.lt(x, s.lit(0));
  const value = gammaOfPositive(s, s.abs(x));
  const whole = s.round(x);
  const rest = s.sub(x, whole);
  const half = s.mul(whole, s.lit(0.5));
  const sine = s.sin(s.mul(s.lit(Math.PI), rest));
  const signed = s.select(s.eq(half, s.floor(half)), sine, s.neg(sine));
  const reflected = s.div(s.div(s.lit(-Math.PI), s.mul(x, signed)), value);
  return s.select(isNegative, s.select(s.eq(rest, s.lit(0)), s.lit(Number.NaN), reflected), value);
}

/** The incomplete gamma function ratios as scalar bodies. */
import type { Scalar } from "@fluxion/core";
import { gammaOfPositive, stirlingRest } from "./gamma.js";
import { log1pRest } from "./log1p-rest.js";
import type { S } from "./series.js";
import { temme } from "./temme.js";

/** From here on, Stirling's formula is accurate for the factor, and Temme's expansion near x = a. */
export const LARGE = 20;
/** How far x may be from a for Temme's expansion, relative to a. */
export const NEAR = 0.3;

/**
 * Terms of the series and the continued fraction that LARGE and NEAR leave in need, for the element type. In float32 results below
 * 10⁻²⁵ have fewer digits, so that derivatives stay small enough for engines to optimise.
 */
const terms = (s: S): number => (s.dtype === "float64" ? 110 : 30);

/** x^a·e⁻ˣ/Γ(a + 1). */
export function powerFactor(s: S, a: Scalar, x: Scalar): Scalar {
  const small = s.min(x, s.lit(2000));
  const direct = s.div(
    s.mul(s.pow(small, a), s.exp(s.neg(small))),
    gammaOfPositive(s, s.add(s.min(a, s.lit(LARGE)), s.lit(1))),
  );
  const far = s.exp(s.sub(s.neg(stirlingRest(s, a)), s.mul(a, log1pRest(s, s.div(s.sub(x, a), a)))));
  const large = s.div(far, s.sqrt(s.mul(s.lit(2 * Math.PI), a)));
  return s.select(s.lt(a, s.lit(10)), direct, large);
}

/** P(a, x) by DLMF 8.7.1, all of whose terms are positive, from the last to the first. */
function bySeries(s: S, a: Scalar, x: Scalar, factor: Scalar): Scalar {
  const one = s.lit(1);
  let sum = one;
  for (let n = terms(s); n > 0; n--) sum = s.add(one, s.mul(sum, s.div(x, s.add(a, s.lit(n)))));
  return s.mul(factor, sum);
}

/** Q(a, x) by the even part of DLMF 8.9.2, from the inside out. */
function byFraction(s: S, a: Scalar, x: Scalar, factor: Scalar): Scalar {
  const distance = s.sub(x, a);
  const depth = terms(s);
  let denominator = s.add(distance, s.lit(2 * depth + 1));
  for (let k = depth; k > 0; k--)
    denominator = s.add(s.add(distance, s.lit(2 * k - 1)), s.div(s.mul(s.lit(k), s.sub(a, s.lit(k))), denominator));
  return s.div(s.mul(factor, a), denominator);
}

/**
 * P(a, x), or Q(a, x) = 1 − P(a, x) if `upper`, for a ≥ 0 and x ≥ 0; NaN elsewhere. The regions are those of Gautschi, "A computational
 * procedure for incomplete gamma functions" (1979), with Temme's expansion near x = a for large a.
 */
export function gammaincOf(s: S, a: Scalar, y: Scalar, upper: boolean): Scalar {
  const [zero, one] = [s.lit(0), s.lit(1)];
  const x = s.min(y, s.lit(1e30));
  const factor = powerFactor(s, a, x);
  const near = s.and(s.ge(a, s.lit(LARGE)), s.lt(s.abs(s.sub(x, a)), s.mul(s.lit(NEAR), a)));
  const isSeries = s.or(s.lt(x, s.add(a, one)), s.lt(x, one));
  const [lower, rest] = [bySeries(s, a, x, factor), byFraction(s, a, x, factor)];
  const direct = upper ? s.select(isSeries, s.sub(one, lower), rest) : s.select(isSeries, lower, s.sub(one, rest));
  const value = s.select(near, temme(s, a, x, upper), direct);
  return s.select(s.and(s.ge(a, zero), s.ge(y, zero)), value, s.lit(Number.NaN));
}

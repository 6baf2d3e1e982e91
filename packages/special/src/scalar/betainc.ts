/** The incomplete beta function ratio as a scalar body. */
import type { Scalar } from "@fluxion/core";
import { betalnOf } from "./betaln.js";
import { stirlingRest } from "./gamma.js";
import { log1pRest } from "./log1p-rest.js";
import type { S } from "./series.js";

/** x^a·(1 − x)^b/B(a, b). For large a and b, in terms of how far x is from a/(a + b), so that large logarithms do not cancel. */
export function betaFactor(s: S, a: Scalar, b: Scalar, x: Scalar): Scalar {
  const [zero, ten] = [s.lit(0), s.lit(10)];
  const times = (c: Scalar, log: Scalar): Scalar => s.select(s.eq(c, zero), zero, s.mul(c, log));
  const logs = s.add(times(a, s.log(x)), times(b, s.log1p(s.neg(x))));
  const direct = s.exp(s.sub(logs, betalnOf(s, a, b)));
  const sum = s.add(a, b);
  const distance = s.sub(s.mul(b, x), s.mul(a, s.sub(s.lit(1), x)));
  const exponent = s.add(s.mul(a, log1pRest(s, s.div(distance, a))), s.mul(b, log1pRest(s, s.neg(s.div(distance, b)))));
  const rest = s.sub(s.add(stirlingRest(s, a), stirlingRest(s, b)), stirlingRest(s, sum));
  const scale = s.sqrt(s.div(s.mul(a, s.div(b, sum)), s.lit(2 * Math.PI)));
  const large = s.mul(scale, s.exp(s.neg(s.add(exponent, rest))));
  return s.select(s.and(s.ge(a, ten), s.ge(b, ten)), large, direct);
}

/** How deep the continued fraction is evaluated, and the least of a and b up to which that is enough for every x. */
const REACH = { float64: { depth: 160, limit: 5e4 }, other: { depth: 40, limit: 4e3 } } as const;
const reach = (s: S): { readonly depth: number; readonly limit: number } =>
  s.dtype === "float64" ? REACH.float64 : REACH.other;

/** The continued fraction DLMF 8.17.22 from the inside out, for x ≤ (a + 1)/(a + b + 2). */
function fraction(s: S, a: Scalar, b: Scalar, x: Scalar): Scalar {
  const one = s.lit(1);
  const sum = s.add(a, b);
  let value = one;
  for (let m = reach(s).depth; m >= 0; m--) {
    const even = s.add(a, s.lit(2 * m));
    const odd = s.mul(s.div(s.add(a, s.lit(m)), even), s.div(s.mul(s.add(sum, s.lit(m)), x), s.add(even, one)));
    value = s.sub(one, s.div(odd, value));
    if (m === 0) break;
    const next = s.mul(s.div(s.lit(m), s.sub(even, one)), s.div(s.mul(s.sub(b, s.lit(m)), x), even));
    value = s.add(one, s.div(next, value));
  }
  return s.div(one, value);
}

/** I_x(a, b) for a > 0, b > 0 and 0 ≤ x ≤ 1; NaN elsewhere, and where both a and b are too large for the fraction. */
export function betaincOf(s: S, a: Scalar, b: Scalar, x: Scalar): Scalar {
  const [zero, one] = [s.lit(0), s.lit(1)];
  const isHigh = s.gt(x, s.div(s.add(a, one), s.add(s.add(a, b), s.lit(2))));
  const [c, d] = [s.select(isHigh, b, a), s.select(isHigh, a, b)];
  const y = s.select(isHigh, s.sub(one, x), x);
  const part = s.mul(s.div(betaFactor(s, a, b, x), c), fraction(s, c, d, y));
  const value = s.select(isHigh, s.sub(one, part), part);
  const isInside = s.and(s.and(s.gt(a, zero), s.gt(b, zero)), s.and(s.ge(x, zero), s.le(x, one)));
  const isInReach = s.le(s.min(a, b), s.lit(reach(s).limit));
  return s.select(s.and(isInside, isInReach), value, s.lit(Number.NaN));
}

/** The logarithm of x^a·e⁻ˣ/Γ(a + 1) as a scalar body: Poisson's probability of a at mean x. */
import type { Scalar } from "@fluxion/core";
import { stirlingRest } from "./gamma.js";
import { log1pRest } from "./log1p-rest.js";
import type { S } from "./series.js";

/** For a ≥ 10 in terms of how far x is from a, so that large logarithms do not cancel: Loader, "Fast and accurate computation of binomial probabilities" (2000). */
export function logPoissonOf(s: S, a: Scalar, x: Scalar): Scalar {
  const power = s.select(s.eq(a, s.lit(0)), s.lit(0), s.mul(a, s.log(x)));
  const direct = s.sub(s.sub(power, x), s.lgamma(s.add(a, s.lit(1))));
  const distance = s.mul(a, log1pRest(s, s.div(s.sub(x, a), a)));
  const scale = s.mul(s.lit(0.5), s.log(s.mul(s.lit(2 * Math.PI), a)));
  const large = s.neg(s.add(s.add(distance, stirlingRest(s, a)), scale));
  return s.select(s.and(s.ge(a, s.lit(10)), s.isFinite(x)), large, direct);
}

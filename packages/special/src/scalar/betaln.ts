/** log B(a, b), and the ratio of gamma functions in it, as scalar bodies. */
import type { Scalar } from "@fluxion/core";
import { stirlingRest } from "./gamma.js";
import type { S } from "./series.js";

/** log Γ(b) − log Γ(a + b) for b ≥ 10 and a ≥ 0, where both logarithms are large. */
export function logGammaDrop(s: S, a: Scalar, b: Scalar): Scalar {
  const sum = s.add(a, b);
  const rest = s.sub(stirlingRest(s, b), stirlingRest(s, sum));
  const powers = s.add(s.mul(s.sub(b, s.lit(0.5)), s.log1p(s.div(a, b))), s.mul(a, s.sub(s.log(sum), s.lit(1))));
  return s.sub(rest, powers);
}

/**
 * log |B(a, b)|, in which large logarithms do not cancel: Didonato and Morris, "Significant digit computation of the incomplete beta
 * function ratios" (1992), section 3.
 */
export function betalnOf(s: S, x: Scalar, y: Scalar): Scalar {
  const ten = s.lit(10);
  // min and max share their derivative where x = y, which is right here, since both then have the same.
  const [a, b] = [s.min(x, y), s.max(x, y)];
  const sum = s.add(a, b);
  const direct = s.sub(s.add(s.lgamma(a), s.lgamma(b)), s.lgamma(sum));
  const mixed = s.add(s.lgamma(a), logGammaDrop(s, a, b));
  const rest = s.sub(s.add(stirlingRest(s, a), stirlingRest(s, b)), stirlingRest(s, sum));
  const ratio = s.div(a, b);
  const power = s.mul(s.sub(a, s.lit(0.5)), s.log(s.div(ratio, s.add(s.lit(1), ratio))));
  const large = s.sub(
    s.add(s.add(s.lit(0.5 * Math.log(2 * Math.PI)), rest), power),
    s.add(s.mul(s.lit(0.5), s.log(b)), s.mul(b, s.log1p(ratio))),
  );
  const isDirect = s.or(s.lt(b, ten), s.le(a, s.lit(0)));
  return s.select(isDirect, direct, s.select(s.lt(a, ten), mixed, large));
}

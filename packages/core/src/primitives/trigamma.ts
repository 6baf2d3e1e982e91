/** The derivative of digamma as a scalar body, so that its own derivatives follow. */
import type { Scalar, ScalarOps } from "../ir/scalar.js";

/** Coefficients B₂ₖ of the asymptotic series ψ₁(z) ~ 1/z + 1/2z² + Σ B₂ₖ/z²ᵏ⁺¹ (Abramowitz and Stegun 6.4.12). */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];
const SHIFT = 10;

/**
 * ψ₁(x) = Σ 1/(x+k)², by ten terms of the sum and the asymptotic series from there (at once, if x ≥ 10); below 0 by
 * reflection, ψ₁(x) + ψ₁(1−x) = π²/sin²(πx). `n` makes constants of the type of `x`.
 */
export function trigammaOf(s: ScalarOps<Scalar>, n: (value: number) => Scalar, x: Scalar): Scalar {
  const one = n(1);
  const negative = s.lt(x, n(0));
  const y = s.select(negative, s.sub(one, x), x);
  const small = s.lt(y, n(SHIFT));
  const r = s.div(one, s.select(small, s.add(y, n(SHIFT)), y));
  const u = s.mul(r, r);
  const tail = BERNOULLI.reduceRight<Scalar>((sum, b) => s.add(n(b), s.mul(u, sum)), n(0));
  const series = s.add(r, s.mul(u, s.add(n(0.5), s.mul(r, tail))));
  let sum = series;
  for (let k = SHIFT - 1; k >= 0; k--) {
    const term = s.div(one, k === 0 ? y : s.add(y, n(k)));
    sum = s.add(sum, s.mul(term, term));
  }
  const value = s.select(small, sum, series);
  const csc = s.div(n(Math.PI), s.sin(s.mul(n(Math.PI), s.sub(x, s.round(x)))));
  return s.select(negative, s.sub(s.mul(csc, csc), value), value);
}

/** Sums of polynomials as scalar bodies. */
import type { Scalar, ScalarOps } from "@fluxion/core";

export type S = ScalarOps<Scalar>;

/** The first coefficients that count in the element type; those of float32 stop at 2⁻³⁴ of the largest. */
function counting(s: S, coefficients: readonly number[]): readonly number[] {
  if (s.dtype === "float64") return coefficients;
  const least = 2 ** -34 * Math.max(...coefficients.map(Math.abs));
  return coefficients.slice(0, coefficients.findLastIndex((c) => Math.abs(c) > least) + 1);
}

/** Σ cₖ·Tₖ(x), for x in [−1, 1], by Clenshaw's recurrence (1955). */
export function chebyshev(s: S, coefficients: readonly number[], x: Scalar): Scalar {
  const [first = 0, ...rest] = counting(s, coefficients);
  const twice = s.mul(x, s.lit(2));
  let [b1, b2] = [s.lit(0), s.lit(0)];
  for (const c of rest.toReversed()) [b1, b2] = [s.add(s.sub(s.mul(twice, b1), b2), s.lit(c)), b1];
  return s.add(s.sub(s.mul(x, b1), b2), s.lit(first));
}

/** Σ cₖ·xᵏ, by Horner's rule. */
export const polynomial = (s: S, coefficients: readonly number[], x: Scalar): Scalar =>
  coefficients.reduceRight<Scalar | undefined>(
    (sum, c) => (sum === undefined ? s.lit(c) : s.add(s.lit(c), s.mul(x, sum))),
    undefined,
  ) ?? s.lit(0);

/** Exponentials of squares. */
import type { Scalar } from "@fluxion/core";
import type { S } from "./series.js";

/** From here on the exponential is 0 or ∞ in every float type, for factors of at least ½ in size. */
const LARGEST = 60;

/**
 * e^(factor·x²), with the rounding of x² made good: x = h + r, where h is a multiple of 1/16 so that h² is exact, and
 * x² = h² + r(x + h). Source: Cody, "Rational Chebyshev approximations for the error function" (1969).
 */
export function gaussian(s: S, x: Scalar, factor: number): Scalar {
  const size = s.min(s.abs(x), s.lit(LARGEST));
  const h = s.mul(s.round(s.mul(size, s.lit(16))), s.lit(1 / 16));
  const rest = s.mul(s.sub(size, h), s.add(size, h));
  return s.mul(s.exp(s.mul(s.lit(factor), s.mul(h, h))), s.exp(s.mul(s.lit(factor), rest)));
}

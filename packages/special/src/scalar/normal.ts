/** The normal distribution function, its logarithm and the slopes of both, as scalar bodies. */
import type { Scalar } from "@fluxion/core";
import { erfcxOf } from "./erfcx.js";
import { gaussian } from "./gaussian.js";
import type { S } from "./series.js";

/** e^(−x²/2)/√(2π). */
export const densityOf = (s: S, x: Scalar): Scalar => s.mul(s.lit(1 / Math.sqrt(2 * Math.PI)), gaussian(s, x, -0.5));

/** Φ(x) by ½·e^(−x²/2): of the size of 1/|x| for x far below 0. */
const scaledTail = (s: S, x: Scalar): Scalar => erfcxOf(s, s.mul(x, s.lit(-Math.SQRT1_2)));

/** Below −1 as ½·e^(−x²/2)·erfcx(−x/√2), in which the rounding of x/√2 does no harm. */
export function ndtrOf(s: S, x: Scalar): Scalar {
  const tail = s.mul(s.lit(0.5), s.mul(gaussian(s, x, -0.5), scaledTail(s, x)));
  return s.select(s.lt(x, s.lit(-1)), tail, s.mul(s.lit(0.5), s.erfc(s.mul(x, s.lit(-Math.SQRT1_2)))));
}

export function logNdtrOf(s: S, x: Scalar): Scalar {
  const half = s.lit(0.5);
  const low = s.sub(s.log(s.mul(half, scaledTail(s, x))), s.mul(half, s.mul(x, x)));
  const high = s.log1p(s.neg(ndtrOf(s, s.neg(x))));
  return s.select(s.lt(x, s.lit(-1)), low, high);
}

/** The derivative of logNdtr: density by distribution function, about −x for x far below 0. */
export function millsOf(s: S, x: Scalar): Scalar {
  // Far below 0 it is −x to every digit, while derivatives of the quotient would overflow.
  const quotient = s.div(s.lit(Math.sqrt(2 / Math.PI)), scaledTail(s, x));
  const low = s.select(s.lt(x, s.lit(-1e12)), s.neg(x), quotient);
  return s.select(s.lt(x, s.lit(-1)), low, s.div(densityOf(s, x), ndtrOf(s, x)));
}

/**
 * The x with ndtr(x) = p. Near ½ by the inverse error function; in the tails by Hastings' approximation, Abramowitz and Stegun
 * 26.2.23, and two steps of Halley's method, for which the tail is known to full relative accuracy.
 */
export function ndtriOf(s: S, p: Scalar): Scalar {
  const [one, half] = [s.lit(1), s.lit(0.5)];
  const centre = s.mul(s.lit(Math.SQRT2), s.erfInv(s.sub(s.mul(s.lit(2), p), one)));
  const isHigh = s.gt(p, half);
  const tail = s.select(isHigh, s.sub(one, p), p);
  const t = s.sqrt(s.mul(s.lit(-2), s.log(tail)));
  const horner = (...c: readonly number[]): Scalar =>
    c.map((a) => s.lit(a)).reduceRight((sum, a) => s.add(a, s.mul(t, sum)));
  let x = s.sub(s.div(horner(2.515517, 0.802853, 0.010328), horner(1, 1.432788, 0.189269, 0.001308)), t);
  for (let step = 0; step < 2; step++) {
    // (Φ(x) − p)/φ(x), where neither may underflow.
    const ratio = s.mul(s.sub(one, s.div(tail, ndtrOf(s, x))), s.div(one, millsOf(s, x)));
    x = s.sub(x, s.div(ratio, s.add(one, s.mul(half, s.mul(x, ratio)))));
  }
  const outer = s.select(s.eq(tail, s.lit(0)), s.lit(-Infinity), x);
  const isCentral = s.lt(s.abs(s.sub(p, half)), s.lit(0.25));
  return s.select(isCentral, centre, s.select(isHigh, s.neg(outer), outer));
}

/** sin(πx)/(πx), smooth at 0 in all its derivatives. */
import * as core from "@fluxion/core";
import { pointwise, type PointwiseOperation, type Scalar, type ScalarOps } from "@fluxion/core";
import { floatUnary, type Unary } from "./make.js";

/** Terms of the series of d/du sin(u)/u: (−1)ᵏ 2k u²ᵏ⁻¹/(2k + 1)!, for |u| < 1. */
const TERMS: readonly number[] = Array.from({ length: 10 }, (_, i) => {
  const k = i + 1;
  let term = k % 2 === 0 ? 2 * k : -2 * k;
  for (let n = 2; n <= 2 * k + 1; n++) term /= n;
  return term;
});

function slopeBody(s: ScalarOps<Scalar>, u: Scalar): Scalar {
  const square = s.mul(u, u);
  const series = TERMS.reduceRight<Scalar>((sum, term) => s.add(s.lit(term), s.mul(square, sum)), s.lit(0));
  const small = s.lt(s.abs(u), s.lit(1));
  const away = s.select(small, s.lit(1), u);
  return s.select(small, s.mul(u, series), s.div(s.sub(s.cos(away), s.div(s.sin(away), away)), away));
}

/** The derivative of sin(u)/u; those of higher order follow from its body. */
const slope: PointwiseOperation<object> = pointwise("sincSlope", { body: (s) => (u) => slopeBody(s, u) }, 1);

const sinc1: PointwiseOperation<object> = pointwise("sinc", {
  body: (s) => (x) => {
    const origin = s.eq(x, s.lit(0));
    const u = s.select(origin, s.lit(1), s.mul(x, s.lit(Math.PI)));
    return s.select(origin, s.lit(1), s.div(s.sin(u), u));
  },
  jvp: [(t, _, x) => core.mul(t, core.mul(slope(core.mul(x, Math.PI)), Math.PI))],
});

/**
 * sin(πx)/(πx), 1 at 0. As in NumPy π·x is rounded, so that whole numbers give nearly, but not quite, 0.
 * @example np.sinc([0]) // [1]
 */
export const sinc: Unary = floatUnary(sinc1);

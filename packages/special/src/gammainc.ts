/** The incomplete gamma function ratios. */
import {
  derivative,
  digamma,
  eq,
  log,
  mul,
  neg,
  onesLike,
  pointwise,
  select,
  sub,
  zerosLike,
  type PointwiseOperation,
  type Scalar,
} from "@fluxion/core";
import { binary, type Binary } from "./functions.js";
import { gammaOf } from "./scalar/gamma.js";
import { gammaincOf, powerFactor } from "./scalar/gammainc.js";
import type { S } from "./scalar/series.js";

/** ∂P/∂x = x^(a − 1)·e⁻ˣ/Γ(a), DLMF 8.8.13; the density of the gamma distribution. */
function slopeOf(s: S, a: Scalar, x: Scalar): Scalar {
  const [one, ten] = [s.lit(1), s.lit(10)];
  const small = s.min(x, s.lit(2000));
  const power = s.mul(s.pow(small, s.sub(a, one)), s.exp(s.neg(small)));
  const large = s.div(s.mul(powerFactor(s, a, x), a), x);
  const value = s.select(s.lt(a, ten), s.div(power, gammaOf(s, s.min(a, ten))), large);
  return s.select(s.and(s.eq(x, s.lit(0)), s.ge(a, ten)), s.lit(0), value);
}

const slope: PointwiseOperation<object> = /* @__PURE__ */ pointwise("gammaincSlope", {
  body: (s) => (a, x) => slopeOf(s, a, x),
  jvp: [
    (t, ans, a, x) => {
      const isOrigin = eq(x, 0);
      const factor = sub(log(select(isOrigin, onesLike(x), x)), digamma(a));
      return mul(t, select(isOrigin, zerosLike(x), mul(ans, factor)));
    },
    // The densities of a − 1 and a, which is (a − 1)/x − 1 times the density, without the quotient.
    (t, ans, a, x) => mul(t, sub(slope(sub(a, 1), x), ans)),
  ],
});

const gammaincPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("gammainc", {
  body: (s) => (a, x) => gammaincOf(s, a, x, false),
  // By a, the derivative is that of the series, the fraction or the expansion in the body.
  jvp: [(t, _, a, x) => mul(t, derivative(gammaincPrimitive, 0)(a, x)), (t, _, a, x) => mul(t, slope(a, x))],
});
const gammainccPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("gammaincc", {
  body: (s) => (a, x) => gammaincOf(s, a, x, true),
  jvp: [(t, _, a, x) => mul(t, derivative(gammainccPrimitive, 0)(a, x)), (t, _, a, x) => neg(mul(t, slope(a, x)))],
});

/** x^(a − 1)·e⁻ˣ/Γ(a), the density of the gamma distribution, for this package's `stats`. */
export const gammaincSlope: Binary = /* @__PURE__ */ binary(slope);

/**
 * P(a, x) = (1/Γ(a))·∫₀ˣ t^(a − 1)e⁻ᵗ dt for a ≥ 0 and x ≥ 0, in floats; NaN elsewhere. The operands broadcast.
 * Source: DLMF 8.2.4.
 * @example gammainc(2, [0, 2, 100]) // [0, 0.5939942, 1]
 */
export const gammainc: Binary = /* @__PURE__ */ binary(gammaincPrimitive);

/**
 * Q(a, x) = 1 − P(a, x), accurate where it is small and x > a, in floats. Source: DLMF 8.2.4.
 * @example gammaincc(2, [0, 2, 100]) // [1, 0.4060058, 3.757e-42]
 */
export const gammaincc: Binary = /* @__PURE__ */ binary(gammainccPrimitive);

/** The incomplete beta function ratio. */
import {
  add,
  derivative,
  digamma,
  div,
  eq,
  log,
  log1p,
  mul,
  neg,
  pointwise,
  select,
  sub,
  zerosLike,
  type NDArray,
  type PointwiseOperation,
  type Scalar,
} from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { applied } from "./functions.js";
import { betaincOf } from "./scalar/betainc.js";
import { betalnOf } from "./scalar/betaln.js";
import type { S } from "./scalar/series.js";

/** ∂I/∂x = x^(a − 1)·(1 − x)^(b − 1)/B(a, b), the density of the beta distribution. */
function slopeOf(s: S, a: Scalar, b: Scalar, x: Scalar): Scalar {
  const one = s.lit(1);
  const times = (c: Scalar, log: Scalar): Scalar => s.select(s.eq(c, one), s.lit(0), s.mul(s.sub(c, one), log));
  const logs = s.add(times(a, s.log(x)), times(b, s.log1p(s.neg(x))));
  return s.exp(s.sub(logs, betalnOf(s, a, b)));
}

/** The derivative of the density's logarithm times the density, and 0 where that is. */
const scaled = (t: NDArray, ans: NDArray, logarithmic: NDArray): NDArray =>
  mul(t, select(eq(ans, 0), zerosLike(ans), mul(ans, logarithmic)));
const slope: PointwiseOperation<object> = /* @__PURE__ */ pointwise("betaincSlope", {
  body: (s) => (a, b, x) => slopeOf(s, a, b, x),
  jvp: [
    (t, ans, a, b, x) => scaled(t, ans, add(log(x), sub(digamma(add(a, b)), digamma(a)))),
    (t, ans, a, b, x) => scaled(t, ans, add(log1p(neg(x)), sub(digamma(add(a, b)), digamma(b)))),
    (t, ans, a, b, x) => scaled(t, ans, sub(div(sub(a, 1), x), div(sub(b, 1), sub(1, x)))),
  ],
});

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("betainc", {
  body: (s) => (a, b, x) => betaincOf(s, a, b, x),
  // By a and b, the derivative is that of the continued fraction in the body.
  jvp: [
    (t, _, a, b, x) => mul(t, derivative(primitive, 0)(a, b, x)),
    (t, _, a, b, x) => mul(t, derivative(primitive, 1)(a, b, x)),
    (t, _, a, b, x) => mul(t, slope(a, b, x)),
  ],
});

/** x^(a − 1)·(1 − x)^(b − 1)/B(a, b), the density of the beta distribution, for this package's `stats`. */
export const betaincSlope = (a: Operand, b: Operand, x: Operand): NDArray => applied(slope, {}, a, b, x);

/**
 * I_x(a, b) = (1/B(a, b))·∫₀ˣ t^(a − 1)(1 − t)^(b − 1) dt for a, b > 0 and x in [0, 1], in floats; NaN elsewhere, and where a and b
 * both exceed 5·10⁴ (4·10³ in float32), which the continued fraction does not reach. The operands broadcast. Source: DLMF 8.17.2.
 * @example betainc(2, 3, [0, 0.5, 1]) // [0, 0.6875, 1]
 */
export const betainc = (a: Operand, b: Operand, x: Operand): NDArray => applied(primitive, {}, a, b, x);

/** Error functions, and the gamma function's logarithm with its derivatives. */
import { exp } from "./exponential.js";
import { mul, neg } from "./arithmetic.js";
import { pointwise } from "./derived.js";
import { elementwise, type PointwiseOperation } from "./pointwise.js";
import { square } from "./power.js";
import { trigammaOf } from "./trigamma.js";

const TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

export const erf: PointwiseOperation<object> = /* @__PURE__ */ elementwise("erf", {
  body: (s) => (x) => s.erf(x),
  jvp: [(t, _, x) => mul(t, mul(TWO_BY_ROOT_PI, exp(neg(square(x)))))],
});

/** 1 − erf(x), accurate where it is small. */
export const erfc: PointwiseOperation<object> = /* @__PURE__ */ elementwise("erfc", {
  body: (s) => (x) => s.erfc(x),
  jvp: [(t, _, x) => mul(t, mul(-TWO_BY_ROOT_PI, exp(neg(square(x)))))],
});

/** The x with erf(x) = y; ±∞ at ±1, NaN beyond. */
export const erfInv: PointwiseOperation<object> = /* @__PURE__ */ elementwise("erfInv", {
  body: (s) => (x) => s.erfInv(x),
  jvp: [(t, ans) => mul(t, mul(1 / TWO_BY_ROOT_PI, exp(square(ans))))],
});

/** log |Γ(x)|; ∞ at 0, −1, −2, … */
export const lgamma: PointwiseOperation<object> = /* @__PURE__ */ elementwise("lgamma", {
  body: (s) => (x) => s.lgamma(x),
  jvp: [(t, _, x) => mul(t, digamma(x))],
});

/** The derivative of lgamma; NaN at 0, −1, −2, … */
export const digamma: PointwiseOperation<object> = /* @__PURE__ */ elementwise("digamma", {
  body: (s) => (x) => s.digamma(x),
  jvp: [(t, _, x) => mul(t, trigamma(x))],
});

/** The derivative of digamma. */
export const trigamma: PointwiseOperation<object> = /* @__PURE__ */ pointwise("trigamma", {
  body: (s) => (x) => trigammaOf(s, (value) => s.lit(value), x),
});

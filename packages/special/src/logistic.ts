/** The logistic function and its inverse. */
import { div, logistic, mul, pointwise, sub, type PointwiseOperation } from "@fluxion/core";
import { unary, type Unary } from "./functions.js";

/**
 * 1/(1 + e⁻ˣ), in floats. Neither end overflows.
 * @example expit([-1000, 0, 1000]) // [0, 0.5, 1]
 */
export const expit: Unary = /* @__PURE__ */ unary(logistic);

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("logit", {
  body: (s) => (p) => {
    // Near ½ the logarithms of p and 1 − p cancel; 2·artanh(2p − 1) is the same.
    const central = s.mul(s.lit(2), s.atanh(s.sub(s.mul(s.lit(2), p), s.lit(1))));
    const outer = s.sub(s.log(p), s.log1p(s.neg(p)));
    return s.select(s.lt(s.abs(s.sub(p, s.lit(0.5))), s.lit(0.25)), central, outer);
  },
  jvp: [(t, _, p) => div(t, mul(p, sub(1, p)))],
});

/**
 * log(p/(1 − p)), in floats: the inverse of `expit`, ±∞ at 0 and 1, NaN beyond.
 * @example logit([0, 0.5, 0.75]) // [-Infinity, 0, 1.0986123]
 */
export const logit: Unary = /* @__PURE__ */ unary(primitive);

/** The logistic function, its logarithm, and the integral of it. Neither end overflows, in value or derivative. */
import { logistic, mul, neg, pointwise, type PointwiseOperation } from "@fluxion/core";
import { activation, type Activation } from "./activation.js";

/**
 * 1/(1 + e⁻ˣ), in floats.
 * @example sigmoid([-1000, 0, 1000]) // [0, 0.5, 1]
 */
export const sigmoid: Activation = /* @__PURE__ */ activation(logistic);

const softplusPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("softplus", {
  body: (s) => (x) => s.add(s.max(x, s.lit(0)), s.log1p(s.exp(s.neg(s.abs(x))))),
  jvp: [(t, _, x) => mul(t, logistic(x))],
});

/**
 * log(1 + eˣ), in floats: a smooth relu whose derivative is the sigmoid.
 * Source: Dugas et al., "Incorporating second-order functional knowledge for better option pricing" (2000).
 * @example softplus([-1000, 0, 1000]) // [0, 0.6931472, 1000]
 */
export const softplus: Activation = /* @__PURE__ */ activation(softplusPrimitive);

const logSigmoidPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("logSigmoid", {
  body: (s) => (x) => s.sub(s.min(x, s.lit(0)), s.log1p(s.exp(s.neg(s.abs(x))))),
  jvp: [(t, _, x) => mul(t, logistic(neg(x)))],
});

/**
 * log(1/(1 + e⁻ˣ)) = −softplus(−x), in floats.
 * @example logSigmoid([-1000, 0, 1000]) // [-1000, -0.6931472, 0]
 */
export const logSigmoid: Activation = /* @__PURE__ */ activation(logSigmoidPrimitive);

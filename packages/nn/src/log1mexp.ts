/** The logarithm of 1 − e⁻ˣ. */
import { mul, pointwise, type PointwiseOperation } from "@fluxion/core";
import { activation, type Activation } from "./activation.js";

/** 1/(eˣ − 1), in which nothing overflows. */
const slope: PointwiseOperation<object> = /* @__PURE__ */ pointwise("log1mexpSlope", {
  body: (s) => (x) => s.neg(s.div(s.exp(s.neg(x)), s.expm1(s.neg(x)))),
});

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("log1mexp", {
  body: (s) => (x) => {
    const down = s.neg(x);
    return s.select(s.lt(x, s.lit(Math.LN2)), s.log(s.neg(s.expm1(down))), s.log1p(s.neg(s.exp(down))));
  },
  jvp: [(t, _, x) => mul(t, slope(x))],
});

/**
 * log(1 − e⁻ˣ) for x > 0, in floats: −∞ at 0, NaN below.
 * Source: Mächler, "Accurately computing log(1 − exp(−|a|))" (2012).
 * @example log1mexp([0, 0.6931472, 700]) // [-Infinity, -0.6931472, 0]
 */
export const log1mexp: Activation = /* @__PURE__ */ activation(primitive);

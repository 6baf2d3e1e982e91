/** A sigmoid with algebraic tails. */
import { abs, add, div, pointwise, square, type PointwiseOperation } from "@fluxion/core";
import { activation, type Activation } from "./activation.js";

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("softSign", {
  body: (s) => (x) => {
    const value = s.div(x, s.add(s.lit(1), s.abs(x)));
    return s.select(s.isFinite(x), value, s.sign(x));
  },
  jvp: [(t, _, x) => div(t, square(add(1, abs(x))))],
});

/**
 * x/(1 + |x|), in floats. Source: Bergstra et al., "Quadratic polynomials learn better image features" (2009).
 * @example softSign([-Infinity, 1, 3]) // [-1, 0.5, 0.75]
 */
export const softSign: Activation = /* @__PURE__ */ activation(primitive);

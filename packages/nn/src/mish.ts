/** A smooth, self-gated activation. */
import { pointwise, type PointwiseOperation } from "@fluxion/core";
import { activation, withTails, type Activation } from "./activation.js";

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("mish", {
  body: (s) => (x) => {
    // tanh(log(1 + w)) = (w² + 2w)/(w² + 2w + 2) with w = eˣ; divided by w² where x ≥ 0, so that nothing overflows.
    const [one, two] = [s.lit(1), s.lit(2)];
    const w = s.exp(s.neg(s.abs(x)));
    const isNegative = s.lt(x, s.lit(0));
    const top = s.select(isNegative, s.mul(w, s.add(w, two)), s.add(one, s.mul(two, w)));
    const rest = s.select(isNegative, two, s.mul(two, s.mul(w, w)));
    return withTails(s, x, s.mul(x, s.div(top, s.add(top, rest))));
  },
});

/**
 * x·tanh(softplus(x)), in floats.
 * Source: Misra, "Mish: a self regularized non-monotonic activation function" (2020).
 * @example mish([-1000, 0, 1000]) // [0, 0, 1000]
 */
export const mish: Activation = /* @__PURE__ */ activation(primitive);

/** x times a sigmoid of x. */
import { pointwise, type PointwiseOperation } from "@fluxion/core";
import { activation, withTails, type Activation } from "./activation.js";

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("silu", {
  body: (s) => (x) => {
    const decay = s.exp(s.neg(s.abs(x)));
    const gate = s.div(s.select(s.lt(x, s.lit(0)), decay, s.lit(1)), s.add(s.lit(1), decay));
    return withTails(s, x, s.mul(x, gate));
  },
});

/**
 * x·sigmoid(x), in floats.
 * Source: Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function approximation" (2018).
 * @example silu([-1000, 0, 1000]) // [0, 0, 1000]
 */
export const silu: Activation = /* @__PURE__ */ activation(primitive);

/**
 * The same as `silu`, by the name of Ramachandran, Zoph and Le, "Searching for activation functions" (2017).
 * @example swish([0, 1000]) // [0, 1000]
 */
export const swish: Activation = silu;

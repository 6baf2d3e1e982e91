/** Activations that are exactly 0 below −1 and exactly linear or constant above 1. */
import { pointwise, type PointwiseOperation } from "@fluxion/core";
import { activation, type Activation } from "./activation.js";

const sparsePlusPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("sparsePlus", {
  body: (s) => (x) => {
    const y = s.add(x, s.lit(1));
    const curve = s.mul(s.lit(0.25), s.mul(y, y));
    return s.select(s.le(x, s.lit(-1)), s.lit(0), s.select(s.ge(x, s.lit(1)), x, curve));
  },
});

const sparseSigmoidPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("sparseSigmoid", {
  body: (s) => (x) => s.mul(s.lit(0.5), s.min(s.max(s.add(x, s.lit(1)), s.lit(0)), s.lit(2))),
});

/**
 * 0 below −1, x above 1, and ¼(x + 1)² between, in floats; its derivative is `sparseSigmoid`.
 * Source: Blondel, Martins and Niculae, "Learning with Fenchel–Young losses" (2020).
 * @example sparsePlus([-2, 0, 2]) // [0, 0.25, 2]
 */
export const sparsePlus: Activation = /* @__PURE__ */ activation(sparsePlusPrimitive);

/**
 * 0 below −1, 1 above 1, and ½(x + 1) between, in floats.
 * Source: Martins and Astudillo, "From softmax to sparsemax" (2016).
 * @example sparseSigmoid([-2, 0, 2]) // [0, 0.5, 1]
 */
export const sparseSigmoid: Activation = /* @__PURE__ */ activation(sparseSigmoidPrimitive);

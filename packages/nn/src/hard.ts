/** Piecewise linear relatives of smooth activations. The gate of hardSigmoid has slope 0 at its kinks. */
import {
  and,
  div,
  gt,
  lt,
  pointwise,
  select,
  zerosLike,
  type PointwiseOperation,
  type Scalar,
  type ScalarOps,
} from "@fluxion/core";
import { activation, withTails, type Activation } from "./activation.js";

const gateOf = (s: ScalarOps<Scalar>, x: Scalar): Scalar =>
  s.div(s.min(s.max(s.add(x, s.lit(3)), s.lit(0)), s.lit(6)), s.lit(6));

const hardSigmoidPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("hardSigmoid", {
  body: (s) => (x) => gateOf(s, x),
  jvp: [(t, _, x) => select(and(gt(x, -3), lt(x, 3)), div(t, 6), zerosLike(t))],
});

const hardSiluPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("hardSilu", {
  body: (s) => (x) => withTails(s, x, s.mul(x, gateOf(s, x))),
});

const hardTanhPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("hardTanh", {
  body: (s) => (x) => s.select(s.gt(x, s.lit(1)), s.lit(1), s.select(s.lt(x, s.lit(-1)), s.lit(-1), x)),
});

/**
 * relu6(x + 3)/6, in floats. Source: Howard et al., "Searching for MobileNetV3" (2019).
 * @example hardSigmoid([-4, 0, 4]) // [0, 0.5, 1]
 */
export const hardSigmoid: Activation = /* @__PURE__ */ activation(hardSigmoidPrimitive);

/**
 * x·hardSigmoid(x), in floats. Source: Howard et al., "Searching for MobileNetV3" (2019).
 * @example hardSilu([-4, 0, 4]) // [0, 0, 4]
 */
export const hardSilu: Activation = /* @__PURE__ */ activation(hardSiluPrimitive);

/**
 * The same as `hardSilu`.
 * @example hardSwish(4) // 4
 */
export const hardSwish: Activation = hardSilu;

/**
 * x within [−1, 1], otherwise the nearer bound, in floats.
 * Source: Collobert et al., "Natural language processing (almost) from scratch" (2011).
 * @example hardTanh([-4, 0.5, 4]) // [-1, 0.5, 1]
 */
export const hardTanh: Activation = /* @__PURE__ */ activation(hardTanhPrimitive);

/** Exponential linear units: linear where x is positive, saturating below. */
import { pointwise, type NDArray, type PointwiseOperation, type Scalar, type ScalarOps } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { activation, activationWith, type Activation } from "./activation.js";

const eluOf = (s: ScalarOps<Scalar>, x: Scalar, alpha: Scalar): Scalar =>
  s.select(s.gt(x, s.lit(0)), x, s.mul(alpha, s.expm1(x)));

const eluWith = /* @__PURE__ */ activationWith("elu", eluOf);

const celuWith = /* @__PURE__ */ activationWith("celu", (s, x, alpha) =>
  s.select(s.gt(x, s.lit(0)), x, s.mul(alpha, s.expm1(s.div(x, alpha)))),
);

/** The fixed point of mean 0 and variance 1 of Klambauer et al., section 2. */
const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

const seluPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("selu", {
  body: (s) => (x) => s.mul(s.lit(SCALE), eluOf(s, x, s.lit(ALPHA))),
});

export interface AlphaOption {
  /** Scale of the negative part; 1 if not given. An array broadcasts, and has a derivative. */
  readonly alpha?: Operand;
}

/**
 * x where x > 0, otherwise alpha·(eˣ − 1), in floats.
 * Source: Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear units" (2016).
 * @example elu([-1000, 0, 1000]) // [-1, 0, 1000]
 */
export const elu = (x: Operand, { alpha = 1 }: AlphaOption = {}): NDArray => eluWith(x, alpha);

/**
 * x where x > 0, otherwise alpha·(e^(x/alpha) − 1), in floats; once differentiable for every alpha.
 * Source: Barron, "Continuously differentiable exponential linear units" (2017).
 * @example celu([-1000, 0, 1000], { alpha: 2 }) // [-2, 0, 1000]
 */
export const celu = (x: Operand, { alpha = 1 }: AlphaOption = {}): NDArray => celuWith(x, alpha);

/**
 * `elu` with the alpha and the scale that keep activations at mean 0 and variance 1, in floats.
 * Source: Klambauer et al., "Self-normalizing neural networks" (2017).
 * @example selu([-1000, 0, 1]) // [-1.7580993, 0, 1.050701]
 */
export const selu: Activation = /* @__PURE__ */ activation(seluPrimitive);

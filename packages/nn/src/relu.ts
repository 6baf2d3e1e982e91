/** Rectifiers: linear where x is positive. */
import {
  and,
  gt,
  lt,
  pointwise,
  REAL,
  select,
  zerosLike,
  bindOne,
  NO_PARAMS,
  type NDArray,
  type PointwiseOperation,
} from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { activationWith } from "./activation.js";

const reluPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("relu", {
  kinds: REAL,
  body: (s) => (x) => s.max(x, s.lit(0)),
  jvp: [(t, _, x) => select(gt(x, 0), t, zerosLike(t))],
});

const relu6Primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("relu6", {
  kinds: REAL,
  body: (s) => (x) => s.min(s.max(x, s.lit(0)), s.lit(6)),
  jvp: [(t, _, x) => select(and(gt(x, 0), lt(x, 6)), t, zerosLike(t))],
});

const leaky = /* @__PURE__ */ activationWith("leakyRelu", (s, x, slope) =>
  s.select(s.ge(x, s.lit(0)), x, s.mul(slope, x)),
);

/**
 * max(x, 0) of any real type, which stays. Its derivative at 0 is 0.
 * Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
 * @example relu([-1, 0, 2]) // [0, 0, 2]
 */
export const relu = (x: Operand): NDArray => bindOne(reluPrimitive, [np.asarray(x)], NO_PARAMS);

/**
 * min(max(x, 0), 6) of any real type, which stays. At the kinks, 0 and 6, the derivative is 0.
 * Source: Krizhevsky, "Convolutional deep belief networks on CIFAR-10" (2010).
 * @example relu6([-1, 2, 7]) // [0, 2, 6]
 */
export const relu6 = (x: Operand): NDArray => bindOne(relu6Primitive, [np.asarray(x)], NO_PARAMS);

/**
 * x where x ≥ 0, otherwise `negativeSlope`·x. The slope may be an array that broadcasts, and is differentiable.
 * Source: Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models" (2013).
 * @example leakyRelu([-1, 2], { negativeSlope: 0.5 }) // [-0.5, 2]
 */
export const leakyRelu = (x: Operand, { negativeSlope = 0.01 }: { readonly negativeSlope?: Operand } = {}): NDArray =>
  leaky(x, negativeSlope);

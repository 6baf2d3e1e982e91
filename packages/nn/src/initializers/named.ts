/** Variance scaling under the names of those who proposed it; each takes which axes are inputs and outputs. */
import type { FanAxes } from "./fans.js";
import type { Initializer } from "./initializer.js";
import { varianceScaling, type VarianceScalingOptions } from "./variance-scaling.js";

const named =
  (scale: number, mode: VarianceScalingOptions["mode"], distribution: VarianceScalingOptions["distribution"]) =>
  (axes: FanAxes = {}): Initializer =>
    varianceScaling({ ...axes, scale, mode, distribution });

/**
 * Uniform with variance 2/(inputs + outputs). Source: Glorot and Bengio, "Understanding the difficulty of training deep
 * feedforward neural networks" (2010).
 * @example initializers.glorotUniform()(random.key(0), [2, 3]).shape // [2, 3]
 */
export const glorotUniform = /* @__PURE__ */ named(1, "fan_avg", "uniform");
/**
 * Truncated normal with variance 2/(inputs + outputs); as `glorotUniform`.
 * @example initializers.glorotNormal()(random.key(0), [2, 3]).shape // [2, 3]
 */
export const glorotNormal = /* @__PURE__ */ named(1, "fan_avg", "truncated_normal");
/** The same as `glorotUniform`, by the author's first name. */
export const xavierUniform = glorotUniform;
/** The same as `glorotNormal`, by the author's first name. */
export const xavierNormal = glorotNormal;

/**
 * Uniform with variance 1/inputs. Source: LeCun et al., "Efficient backprop" (1998).
 * @example initializers.lecunUniform()(random.key(0), [2, 3]).shape // [2, 3]
 */
export const lecunUniform = /* @__PURE__ */ named(1, "fan_in", "uniform");
/**
 * Truncated normal with variance 1/inputs; as `lecunUniform`.
 * @example initializers.lecunNormal()(random.key(0), [2, 3]).shape // [2, 3]
 */
export const lecunNormal = /* @__PURE__ */ named(1, "fan_in", "truncated_normal");

/**
 * Uniform with variance 2/inputs, for relu. Source: He et al., "Delving deep into rectifiers" (2015).
 * @example initializers.heUniform()(random.key(0), [2, 3]).shape // [2, 3]
 */
export const heUniform = /* @__PURE__ */ named(2, "fan_in", "uniform");
/**
 * Truncated normal with variance 2/inputs, for relu; as `heUniform`.
 * @example initializers.heNormal()(random.key(0), [2, 3]).shape // [2, 3]
 */
export const heNormal = /* @__PURE__ */ named(2, "fan_in", "truncated_normal");
/** The same as `heUniform`, by the author's first name. */
export const kaimingUniform = heUniform;
/** The same as `heNormal`, by the author's first name. */
export const kaimingNormal = heNormal;

/** Weights whose variance is chosen by the number of their inputs or outputs, so that signals keep their size. */
import { mul, raise } from "@fluxion/core";
import * as random from "@fluxion/random";
import { fans, type FanAxes, type Fans } from "./fans.js";
import type { Initializer } from "./initializer.js";

export interface VarianceScalingOptions extends FanAxes {
  /** Variance times number of connections. */
  readonly scale: number;
  /** Which connections count: inputs, outputs, the mean of both, or the root of their product. */
  readonly mode: "fan_in" | "fan_out" | "fan_avg" | "fan_geo_avg";
  readonly distribution: "truncated_normal" | "normal" | "uniform";
}

/** Standard deviation of the standard normal distribution truncated to (−2, 2). */
const TRUNCATED = 0.87962566103423978;

const connections = ({ fanIn, fanOut }: Fans): Record<VarianceScalingOptions["mode"], number> => ({
  fan_in: fanIn,
  fan_out: fanOut,
  fan_avg: (fanIn + fanOut) / 2,
  fan_geo_avg: Math.sqrt(fanIn * fanOut),
});

/**
 * Weights of mean 0 and variance scale/n, where n is the number of connections that `mode` names.
 * Argument errors: an unknown mode or distribution. Shape errors: a shape without the axes counted.
 * Source: He et al., "Delving deep into rectifiers" (2015), in the general form of JAX.
 * @example initializers.varianceScaling({ scale: 1, mode: "fan_in", distribution: "normal" })(random.key(0), [2, 3]).shape // [2, 3]
 */
export function varianceScaling({ scale, mode, distribution, ...axes }: VarianceScalingOptions): Initializer {
  return (key, shape, dtype = "float32") => {
    const count: number | undefined = connections(fans(shape, axes))[mode];
    if (count === undefined)
      return raise({
        code: "argument",
        what: `mode is ${JSON.stringify(mode)}`,
        where: "nn.initializers.varianceScaling",
        fix: 'use "fan_in", "fan_out", "fan_avg" or "fan_geo_avg"',
      });
    const variance = scale / Math.max(1, count);
    const options = { shape, dtype };
    switch (distribution) {
      case "normal":
        return mul(random.normal(key, options), Math.sqrt(variance));
      case "uniform":
        return mul(random.uniform(key, { ...options, minval: -1 }), Math.sqrt(3 * variance));
      case "truncated_normal":
        return mul(random.truncatedNormal(key, -2, 2, options), Math.sqrt(variance) / TRUNCATED);
      default:
        return raise({
          code: "argument",
          what: `distribution is ${JSON.stringify(distribution)}`,
          where: "nn.initializers.varianceScaling",
          fix: 'use "truncated_normal", "normal" or "uniform"',
        });
    }
  };
}

/** Weights drawn from one distribution, whatever their shape. */
import { mul } from "@fluxion/core";
import * as random from "@fluxion/random";
import type { Initializer } from "./initializer.js";

/**
 * Uniform in [0, scale); the scale is 0.01 if not given.
 * @example initializers.uniform({ scale: 2 })(random.key(0), [3]).shape // [3]
 */
export const uniform =
  ({ scale = 0.01 }: { readonly scale?: number } = {}): Initializer =>
  (key, shape, dtype = "float32") =>
    mul(random.uniform(key, { shape, dtype }), scale);

/**
 * Normal with mean 0 and deviation `stddev`, 0.01 if not given.
 * @example initializers.normal({ stddev: 1 })(random.key(0), [3]).shape // [3]
 */
export const normal =
  ({ stddev = 0.01 }: { readonly stddev?: number } = {}): Initializer =>
  (key, shape, dtype = "float32") =>
    mul(random.normal(key, { shape, dtype }), stddev);

export interface TruncatedNormalOptions {
  /** Deviation before truncation; 0.01 if not given. */
  readonly stddev?: number;
  /** The bounds, in deviations; −2 and 2 if not given. */
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * Normal with mean 0, restricted to (lower·stddev, upper·stddev). The deviation of the result is smaller than `stddev`.
 * @example initializers.truncatedNormal({ stddev: 1 })(random.key(0), [3]).shape // [3]
 */
export const truncatedNormal =
  ({ stddev = 0.01, lower = -2, upper = 2 }: TruncatedNormalOptions = {}): Initializer =>
  (key, shape, dtype = "float32") =>
    mul(random.truncatedNormal(key, lower, upper, { shape, dtype }), stddev);

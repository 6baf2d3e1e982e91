/** Normal random numbers, and powers of e of them. */
import { erfInv, exp, mul, type ArrayLike, type ArrayType, type NDArray } from "@fluxion/core";
import { broadcastTo } from "./broadcast-to.js";
import { formatOf } from "./dtype.js";
import { floats, type FloatOptions } from "./sampler.js";
import { above } from "./uniform.js";
import type { Part, Words } from "./words.js";

/** √2 · erf⁻¹(u) for u uniform in (−1, 1). */
export function standardNormal(key: Words, type: ArrayType, part?: Part): NDArray {
  const { epsilon } = formatOf("normal", type.dtype);
  return mul(erfInv(above(key, type, epsilon / 2 - 1, 2, part)), Math.SQRT2);
}

const draw = floats("normal", (key, type) => standardNormal(key, type));

/**
 * Numbers of the standard normal distribution, by inversion of its distribution function.
 * Source: Devroye, "Non-Uniform Random Variate Generation" (1986), II.2; the open interval is JAX's.
 * @throws DTypeError for types that are not floats
 * @example normal(key(0), { shape: [1000, 1000] })
 */
export const normal = (key: ArrayLike, options: FloatOptions = {}): NDArray => draw(key, options);

export interface LognormalOptions extends FloatOptions {
  /** Standard deviation of the logarithm; 1 if not given. */
  readonly sigma?: ArrayLike;
}

const drawLog = floats("lognormal", (key, type, sigma) =>
  exp(mul(standardNormal(key, type), broadcastTo(sigma as NDArray, type.shape))),
);

/**
 * Numbers whose logarithm is normal with mean 0 and deviation `sigma`; of `shape`, or the shape of `sigma`.
 * @throws ShapeError if sigma does not broadcast to the shape
 * @example lognormal(key(0), { sigma: 0.5, shape: [4] })
 */
export const lognormal = (key: ArrayLike, { sigma = 1, ...options }: LognormalOptions = {}): NDArray =>
  drawLog(key, options, sigma);

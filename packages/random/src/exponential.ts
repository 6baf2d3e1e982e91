/** Random numbers that are elementary functions of exponential ones: exponential, Pareto, Rayleigh, Weibull. */
import { div, exp, log, log1p, mul, neg, pow, sqrt, type ArrayLike, type ArrayType, type NDArray } from "@fluxion/core";
import { broadcastTo } from "./broadcast-to.js";
import { floats, type FloatOptions } from "./sampler.js";
import { unit } from "./uniform.js";
import type { Words } from "./words.js";

const standard = (key: Words, type: ArrayType): NDArray => neg(log1p(neg(unit(key, type))));

const drawExponential = floats("exponential", standard);
const drawPareto = floats("pareto", (key, type, b) =>
  exp(div(standard(key, type), broadcastTo(b as NDArray, type.shape))),
);
const drawRayleigh = floats("rayleigh", (key, type, scale) =>
  mul(sqrt(mul(log(unit(key, type)), -2)), broadcastTo(scale as NDArray, type.shape)),
);
const drawWeibull = floats("weibullMin", (key, type, scale, concentration) =>
  mul(
    pow(standard(key, type), broadcastTo(div(1, concentration as NDArray), type.shape)),
    broadcastTo(scale as NDArray, type.shape),
  ),
);

/**
 * Numbers with density e⁻ˣ for x ≥ 0, by inversion: −log(1 − u).
 * Source of these four: Devroye, "Non-Uniform Random Variate Generation" (1986), II.2, table of inverses.
 * @throws DTypeError for types that are not floats
 * @example exponential(key(0), { shape: [4] })
 */
export const exponential = (key: ArrayLike, options: FloatOptions = {}): NDArray => drawExponential(key, options);

/**
 * Numbers with density b / xᵇ⁺¹ for x ≥ 1: e to an exponential number over `b`. Of `shape`, or the shape of `b`.
 * @throws ShapeError if b does not broadcast to the shape
 * @example pareto(key(0), 2.5, { shape: [4] })
 */
export const pareto = (key: ArrayLike, b: ArrayLike, options: FloatOptions = {}): NDArray =>
  drawPareto(key, options, b);

/**
 * Lengths of plane vectors whose coordinates are normal with deviation `scale`: scale · √(−2 log u). Of `shape`, or the shape of `scale`.
 * @throws ShapeError if scale does not broadcast to the shape
 * @example rayleigh(key(0), 1.5, { shape: [4] })
 */
export const rayleigh = (key: ArrayLike, scale: ArrayLike, options: FloatOptions = {}): NDArray =>
  drawRayleigh(key, options, scale);

/**
 * Numbers with P(X > x) = exp(−(x/scale)^concentration): scale times a power of an exponential number. Of `shape`, or the shape
 * that the parameters broadcast to.
 * @throws ShapeError if the parameters do not broadcast to the shape
 * @example weibullMin(key(0), 1.5, 2, { shape: [4] })
 */
export const weibullMin = (
  key: ArrayLike,
  scale: ArrayLike,
  concentration: ArrayLike,
  options: FloatOptions = {},
): NDArray => drawWeibull(key, options, scale, concentration);

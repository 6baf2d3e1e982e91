/** The normal distribution; `scale` is the standard deviation. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { logNdtr, ndtr, ndtri, normalDensity } from "../ndtr.js";
import { ofX } from "./body.js";
import { negated, opposite } from "./mirror.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

const standardLogpdf = /* @__PURE__ */ ofX("normLogpdf", (s, x) =>
  s.sub(s.mul(s.lit(-0.5), s.mul(x, x)), s.lit(0.5 * Math.log(2 * Math.PI))),
);

/**
 * The logarithm of the density at x, in floats.
 * @example stats.norm.logpdf(1) // -1.418939
 */
export const logpdf = (x: Operand, options?: LocationScale): NDArray => logDensity(standardLogpdf, [x], options);

/**
 * The density at x, in floats.
 * @example stats.norm.pdf(1) // 0.2419707
 */
export const pdf = (x: Operand, options?: LocationScale): NDArray => density(normalDensity, [x], options);

/**
 * The probability of at most x, in floats.
 * @example stats.norm.cdf(1) // 0.8413447
 */
export const cdf = (x: Operand, options?: LocationScale): NDArray => probability(ndtr, [x], options);

/**
 * The probability of more than x, in floats.
 * @example stats.norm.sf(1) // 0.1586553
 */
export const sf = (x: Operand, options?: LocationScale): NDArray => probability(negated(ndtr), [x], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.norm.logcdf(1) // -0.1727538
 */
export const logcdf = (x: Operand, options?: LocationScale): NDArray => probability(logNdtr, [x], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.norm.logsf(1) // -1.841022
 */
export const logsf = (x: Operand, options?: LocationScale): NDArray => probability(negated(logNdtr), [x], options);

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.norm.ppf(0.25) // -0.6744898
 */
export const ppf = (q: Operand, options?: LocationScale): NDArray => quantile(ndtri, [q], options);

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.norm.isf(0.25) // 0.6744898
 */
export const isf = (q: Operand, options?: LocationScale): NDArray => quantile(opposite(ndtri), [q], options);

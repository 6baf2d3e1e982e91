/** The exponential distribution; `scale` is the mean. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { forProbability, from, log1mexpOf, ofX } from "./body.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

const standardLogpdf = /* @__PURE__ */ ofX("exponLogpdf", (s, x) => from(s, 0, x, s.neg(x), -Infinity));
const standardPdf = /* @__PURE__ */ ofX("exponPdf", (s, x) => from(s, 0, x, s.exp(s.neg(x)), 0));
const standardCdf = /* @__PURE__ */ ofX("exponCdf", (s, x) => from(s, 0, x, s.neg(s.expm1(s.neg(x))), 0));
const standardSf = /* @__PURE__ */ ofX("exponSf", (s, x) => from(s, 0, x, s.exp(s.neg(x)), 1));
const standardLogcdf = /* @__PURE__ */ ofX("exponLogcdf", (s, x) => from(s, 0, x, log1mexpOf(s, x), -Infinity));
const standardLogsf = /* @__PURE__ */ ofX("exponLogsf", (s, x) => from(s, 0, x, s.neg(x), 0));
const standardPpf = /* @__PURE__ */ ofX("exponPpf", (s, q) => forProbability(s, q, s.neg(s.log1p(s.neg(q)))));
const standardIsf = /* @__PURE__ */ ofX("exponIsf", (s, q) => forProbability(s, q, s.neg(s.log(q))));

/**
 * The logarithm of the density at x, in floats.
 * @example stats.expon.logpdf(1) // -1
 */
export const logpdf = (x: Operand, options?: LocationScale): NDArray => logDensity(standardLogpdf, [x], options);

/**
 * The density at x, in floats.
 * @example stats.expon.pdf(1) // 0.3678794
 */
export const pdf = (x: Operand, options?: LocationScale): NDArray => density(standardPdf, [x], options);

/**
 * The probability of at most x, in floats.
 * @example stats.expon.cdf(1) // 0.6321206
 */
export const cdf = (x: Operand, options?: LocationScale): NDArray => probability(standardCdf, [x], options);

/**
 * The probability of more than x, in floats.
 * @example stats.expon.sf(1) // 0.3678794
 */
export const sf = (x: Operand, options?: LocationScale): NDArray => probability(standardSf, [x], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.expon.logcdf(1) // -0.4586751
 */
export const logcdf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogcdf, [x], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.expon.logsf(1) // -1
 */
export const logsf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogsf, [x], options);

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.expon.ppf(0.25) // 0.2876821
 */
export const ppf = (q: Operand, options?: LocationScale): NDArray => quantile(standardPpf, [q], options);

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.expon.isf(0.25) // 1.386294
 */
export const isf = (q: Operand, options?: LocationScale): NDArray => quantile(standardIsf, [q], options);

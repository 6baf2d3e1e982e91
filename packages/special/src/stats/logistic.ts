/** The logistic distribution. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { expit, logit } from "../logistic.js";
import { ofX } from "./body.js";
import { negated, opposite } from "./mirror.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

const standardLogpdf = /* @__PURE__ */ ofX("logisticLogpdf", (s, x) => {
  const size = s.abs(x);
  return s.neg(s.add(size, s.mul(s.lit(2), s.log1p(s.exp(s.neg(size))))));
});
const standardPdf = /* @__PURE__ */ ofX("logisticPdf", (s, x) => {
  const decay = s.exp(s.neg(s.abs(x)));
  const sum = s.add(s.lit(1), decay);
  return s.div(decay, s.mul(sum, sum));
});
const standardLogcdf = /* @__PURE__ */ ofX("logisticLogcdf", (s, x) => {
  const isNegative = s.lt(x, s.lit(0));
  return s.sub(s.select(isNegative, x, s.lit(0)), s.log1p(s.exp(s.neg(s.abs(x)))));
});

/**
 * The logarithm of the density at x, in floats.
 * @example stats.logistic.logpdf(1) // -1.626523
 */
export const logpdf = (x: Operand, options?: LocationScale): NDArray => logDensity(standardLogpdf, [x], options);

/**
 * The density at x, in floats.
 * @example stats.logistic.pdf(1) // 0.1966119
 */
export const pdf = (x: Operand, options?: LocationScale): NDArray => density(standardPdf, [x], options);

/**
 * The probability of at most x, in floats.
 * @example stats.logistic.cdf(1) // 0.7310586
 */
export const cdf = (x: Operand, options?: LocationScale): NDArray => probability(expit, [x], options);

/**
 * The probability of more than x, in floats.
 * @example stats.logistic.sf(1) // 0.2689414
 */
export const sf = (x: Operand, options?: LocationScale): NDArray => probability(negated(expit), [x], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.logistic.logcdf(1) // -0.3132617
 */
export const logcdf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogcdf, [x], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.logistic.logsf(1) // -1.313262
 */
export const logsf = (x: Operand, options?: LocationScale): NDArray =>
  probability(negated(standardLogcdf), [x], options);

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.logistic.ppf(0.25) // -1.098612
 */
export const ppf = (q: Operand, options?: LocationScale): NDArray => quantile(logit, [q], options);

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.logistic.isf(0.25) // 1.098612
 */
export const isf = (q: Operand, options?: LocationScale): NDArray => quantile(opposite(logit), [q], options);

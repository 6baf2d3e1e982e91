/** The Laplace distribution; `scale` is the mean distance from `loc`. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { forProbability, ofX } from "./body.js";
import { negated, opposite } from "./mirror.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

const standardLogpdf = /* @__PURE__ */ ofX("laplaceLogpdf", (s, x) => s.sub(s.lit(-Math.LN2), s.abs(x)));
const standardPdf = /* @__PURE__ */ ofX("laplacePdf", (s, x) => s.mul(s.lit(0.5), s.exp(s.neg(s.abs(x)))));
const standardCdf = /* @__PURE__ */ ofX("laplaceCdf", (s, x) => {
  const tail = s.mul(s.lit(0.5), s.exp(s.neg(s.abs(x))));
  return s.select(s.lt(x, s.lit(0)), tail, s.sub(s.lit(1), tail));
});
const standardLogcdf = /* @__PURE__ */ ofX("laplaceLogcdf", (s, x) =>
  s.select(s.lt(x, s.lit(0)), s.sub(x, s.lit(Math.LN2)), s.log1p(s.mul(s.lit(-0.5), s.exp(s.neg(x))))),
);
const standardPpf = /* @__PURE__ */ ofX("laplacePpf", (s, q) => {
  const low = s.log(s.mul(s.lit(2), q));
  const high = s.neg(s.log(s.mul(s.lit(2), s.sub(s.lit(1), q))));
  return forProbability(s, q, s.select(s.lt(q, s.lit(0.5)), low, high));
});

/**
 * The logarithm of the density at x, in floats.
 * @example stats.laplace.logpdf(1) // -1.693147
 */
export const logpdf = (x: Operand, options?: LocationScale): NDArray => logDensity(standardLogpdf, [x], options);

/**
 * The density at x, in floats.
 * @example stats.laplace.pdf(1) // 0.1839397
 */
export const pdf = (x: Operand, options?: LocationScale): NDArray => density(standardPdf, [x], options);

/**
 * The probability of at most x, in floats.
 * @example stats.laplace.cdf(1) // 0.8160603
 */
export const cdf = (x: Operand, options?: LocationScale): NDArray => probability(standardCdf, [x], options);

/**
 * The probability of more than x, in floats.
 * @example stats.laplace.sf(1) // 0.1839397
 */
export const sf = (x: Operand, options?: LocationScale): NDArray => probability(negated(standardCdf), [x], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.laplace.logcdf(1) // -0.2032671
 */
export const logcdf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogcdf, [x], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.laplace.logsf(1) // -1.693147
 */
export const logsf = (x: Operand, options?: LocationScale): NDArray =>
  probability(negated(standardLogcdf), [x], options);

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.laplace.ppf(0.25) // -0.6931472
 */
export const ppf = (q: Operand, options?: LocationScale): NDArray => quantile(standardPpf, [q], options);

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.laplace.isf(0.25) // 0.6931472
 */
export const isf = (q: Operand, options?: LocationScale): NDArray => quantile(opposite(standardPpf), [q], options);

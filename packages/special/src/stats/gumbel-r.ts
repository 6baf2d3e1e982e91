/** The Gumbel distribution of maxima, skewed to the right. */
import { type NDArray, type Scalar } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { forProbability, log1mexpOf, ofX } from "./body.js";
import type { S } from "../scalar/series.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

/** e⁻ˣ, but finite where anything made of it is 0 or 1 already, so that derivatives there are 0. */
const rate = (s: S, x: Scalar): Scalar => s.exp(s.neg(s.max(x, s.lit(-80))));

const standardLogpdf = /* @__PURE__ */ ofX("gumbelLogpdf", (s, x) =>
  s.neg(s.add(s.max(x, s.lit(-1e4)), s.exp(s.neg(x)))),
);
const standardPdf = /* @__PURE__ */ ofX("gumbelPdf", (s, x) => s.exp(s.neg(s.add(x, rate(s, x)))));
const standardCdf = /* @__PURE__ */ ofX("gumbelCdf", (s, x) => s.exp(s.neg(rate(s, x))));
const standardSf = /* @__PURE__ */ ofX("gumbelSf", (s, x) => s.neg(s.expm1(s.neg(rate(s, x)))));
const standardLogcdf = /* @__PURE__ */ ofX("gumbelLogcdf", (s, x) => s.neg(s.exp(s.neg(x))));
const standardLogsf = /* @__PURE__ */ ofX("gumbelLogsf", (s, x) =>
  s.select(s.gt(x, s.lit(40)), s.neg(x), log1mexpOf(s, rate(s, x))),
);
const standardPpf = /* @__PURE__ */ ofX("gumbelPpf", (s, q) => forProbability(s, q, s.neg(s.log(s.neg(s.log(q))))));
const standardIsf = /* @__PURE__ */ ofX("gumbelIsf", (s, q) =>
  forProbability(s, q, s.neg(s.log(s.neg(s.log1p(s.neg(q)))))),
);

/**
 * The logarithm of the density at x, in floats.
 * @example stats.gumbelR.logpdf(1) // -1.367879
 */
export const logpdf = (x: Operand, options?: LocationScale): NDArray => logDensity(standardLogpdf, [x], options);

/**
 * The density at x, in floats.
 * @example stats.gumbelR.pdf(1) // 0.2546464
 */
export const pdf = (x: Operand, options?: LocationScale): NDArray => density(standardPdf, [x], options);

/**
 * The probability of at most x, in floats.
 * @example stats.gumbelR.cdf(1) // 0.6922006
 */
export const cdf = (x: Operand, options?: LocationScale): NDArray => probability(standardCdf, [x], options);

/**
 * The probability of more than x, in floats.
 * @example stats.gumbelR.sf(1) // 0.3077994
 */
export const sf = (x: Operand, options?: LocationScale): NDArray => probability(standardSf, [x], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.gumbelR.logcdf(1) // -0.3678794
 */
export const logcdf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogcdf, [x], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.gumbelR.logsf(1) // -1.178307
 */
export const logsf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogsf, [x], options);

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.gumbelR.ppf(0.25) // -0.3266343
 */
export const ppf = (q: Operand, options?: LocationScale): NDArray => quantile(standardPpf, [q], options);

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.gumbelR.isf(0.25) // 1.245899
 */
export const isf = (q: Operand, options?: LocationScale): NDArray => quantile(standardIsf, [q], options);

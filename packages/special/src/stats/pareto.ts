/** The Pareto distribution of index b on [1, ∞). */
import { type NDArray, type Scalar } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { forProbability, from, log1mexpOf, ofShape } from "./body.js";
import type { S } from "../scalar/series.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

/** −log sf = b·log x. */
const depth = (s: S, x: Scalar, b: Scalar): Scalar => s.mul(b, s.log(x));

const standardLogpdf = /* @__PURE__ */ ofShape("paretoLogpdf", (s, x, b) =>
  from(s, 1, x, s.sub(s.sub(s.log(b), s.log(x)), depth(s, x, b)), -Infinity),
);
const standardPdf = /* @__PURE__ */ ofShape("paretoPdf", (s, x, b) =>
  from(s, 1, x, s.div(s.mul(b, s.pow(x, s.neg(b))), x), 0),
);
const standardCdf = /* @__PURE__ */ ofShape("paretoCdf", (s, x, b) =>
  from(s, 1, x, s.neg(s.expm1(s.neg(depth(s, x, b)))), 0),
);
const standardSf = /* @__PURE__ */ ofShape("paretoSf", (s, x, b) => from(s, 1, x, s.pow(x, s.neg(b)), 1));
const standardLogcdf = /* @__PURE__ */ ofShape("paretoLogcdf", (s, x, b) =>
  from(s, 1, x, log1mexpOf(s, depth(s, x, b)), -Infinity),
);
const standardLogsf = /* @__PURE__ */ ofShape("paretoLogsf", (s, x, b) => from(s, 1, x, s.neg(depth(s, x, b)), 0));
const standardPpf = /* @__PURE__ */ ofShape("paretoPpf", (s, q, b) =>
  forProbability(s, q, s.exp(s.neg(s.div(s.log1p(s.neg(q)), b)))),
);
const standardIsf = /* @__PURE__ */ ofShape("paretoIsf", (s, q, b) =>
  forProbability(s, q, s.pow(q, s.div(s.lit(-1), b))),
);

/**
 * The logarithm of the density at x, in floats.
 * @example stats.pareto.logpdf(2, 2.5) // -1.509724
 */
export const logpdf = (x: Operand, b: Operand, options?: LocationScale): NDArray =>
  logDensity(standardLogpdf, [x, b], options);

/**
 * The density at x, in floats.
 * @example stats.pareto.pdf(2, 2.5) // 0.2209709
 */
export const pdf = (x: Operand, b: Operand, options?: LocationScale): NDArray => density(standardPdf, [x, b], options);

/**
 * The probability of at most x, in floats.
 * @example stats.pareto.cdf(2, 2.5) // 0.8232233
 */
export const cdf = (x: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standardCdf, [x, b], options);

/**
 * The probability of more than x, in floats.
 * @example stats.pareto.sf(2, 2.5) // 0.1767767
 */
export const sf = (x: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standardSf, [x, b], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.pareto.logcdf(2, 2.5) // -0.1945278
 */
export const logcdf = (x: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standardLogcdf, [x, b], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.pareto.logsf(2, 2.5) // -1.732868
 */
export const logsf = (x: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standardLogsf, [x, b], options);

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.pareto.ppf(0.25, 2.5) // 1.121955
 */
export const ppf = (q: Operand, b: Operand, options?: LocationScale): NDArray => quantile(standardPpf, [q, b], options);

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.pareto.isf(0.25, 2.5) // 1.741101
 */
export const isf = (q: Operand, b: Operand, options?: LocationScale): NDArray => quantile(standardIsf, [q, b], options);

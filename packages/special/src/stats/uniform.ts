/** The uniform distribution on [loc, loc + scale]. */
import { type NDArray, type Scalar } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { forProbability, ofX } from "./body.js";
import type { S } from "../scalar/series.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

/** `inside` where 0 ≤ x ≤ 1, `outside` elsewhere; NaN stays. */
function within(s: S, x: Scalar, inside: number, outside: number): Scalar {
  const isOutside = s.or(s.lt(x, s.lit(0)), s.gt(x, s.lit(1)));
  return s.select(s.eq(x, x), s.select(isOutside, s.lit(outside), s.lit(inside)), x);
}
const clipped = (s: S, x: Scalar): Scalar =>
  s.select(s.lt(x, s.lit(0)), s.lit(0), s.select(s.gt(x, s.lit(1)), s.lit(1), x));

const standardLogpdf = /* @__PURE__ */ ofX("uniformLogpdf", (s, x) => within(s, x, 0, -Infinity));
const standardPdf = /* @__PURE__ */ ofX("uniformPdf", (s, x) => within(s, x, 1, 0));
const standardCdf = /* @__PURE__ */ ofX("uniformCdf", clipped);
const standardSf = /* @__PURE__ */ ofX("uniformSf", (s, x) => clipped(s, s.sub(s.lit(1), x)));
const standardLogcdf = /* @__PURE__ */ ofX("uniformLogcdf", (s, x) =>
  s.select(s.lt(x, s.lit(0)), s.lit(-Infinity), s.select(s.gt(x, s.lit(1)), s.lit(0), s.log(x))),
);
const standardLogsf = /* @__PURE__ */ ofX("uniformLogsf", (s, x) =>
  s.select(s.lt(x, s.lit(0)), s.lit(0), s.select(s.gt(x, s.lit(1)), s.lit(-Infinity), s.log1p(s.neg(x)))),
);
const standardPpf = /* @__PURE__ */ ofX("uniformPpf", (s, q) => forProbability(s, q, q));
const standardIsf = /* @__PURE__ */ ofX("uniformIsf", (s, q) => forProbability(s, q, s.sub(s.lit(1), q)));

/**
 * The logarithm of the density at x, in floats.
 * @example stats.uniform.logpdf(0.25) // 0
 */
export const logpdf = (x: Operand, options?: LocationScale): NDArray => logDensity(standardLogpdf, [x], options);

/**
 * The density at x, in floats.
 * @example stats.uniform.pdf(0.25) // 1
 */
export const pdf = (x: Operand, options?: LocationScale): NDArray => density(standardPdf, [x], options);

/**
 * The probability of at most x, in floats.
 * @example stats.uniform.cdf(0.25) // 0.25
 */
export const cdf = (x: Operand, options?: LocationScale): NDArray => probability(standardCdf, [x], options);

/**
 * The probability of more than x, in floats.
 * @example stats.uniform.sf(0.25) // 0.75
 */
export const sf = (x: Operand, options?: LocationScale): NDArray => probability(standardSf, [x], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.uniform.logcdf(0.25) // -1.386294
 */
export const logcdf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogcdf, [x], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.uniform.logsf(0.25) // -0.2876821
 */
export const logsf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogsf, [x], options);

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.uniform.ppf(0.25) // 0.25
 */
export const ppf = (q: Operand, options?: LocationScale): NDArray => quantile(standardPpf, [q], options);

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.uniform.isf(0.25) // 0.75
 */
export const isf = (q: Operand, options?: LocationScale): NDArray => quantile(standardIsf, [q], options);

/** The Cauchy distribution; `scale` is half the distance of the quartiles. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { forProbability, ofX } from "./body.js";
import { negated, opposite } from "./mirror.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

/** log(1 + x²), where x² may overflow. */
const standardLogpdf = /* @__PURE__ */ ofX("cauchyLogpdf", (s, x) => {
  const size = s.abs(x);
  const far = s.mul(s.lit(2), s.log(size));
  return s.sub(s.lit(-Math.log(Math.PI)), s.select(s.lt(size, s.lit(1e10)), s.log1p(s.mul(x, x)), far));
});
const standardPdf = /* @__PURE__ */ ofX("cauchyPdf", (s, x) => s.div(s.lit(1 / Math.PI), s.add(s.lit(1), s.mul(x, x))));
/** The angle as seen from above, so that the lower tail does not cancel. */
const standardCdf = /* @__PURE__ */ ofX("cauchyCdf", (s, x) => s.mul(s.lit(1 / Math.PI), s.atan2(s.lit(1), s.neg(x))));
const standardLogcdf = /* @__PURE__ */ ofX("cauchyLogcdf", (s, x) =>
  s.select(
    s.lt(x, s.lit(0)),
    s.log(s.mul(s.lit(1 / Math.PI), s.atan2(s.lit(1), s.neg(x)))),
    s.log1p(s.mul(s.lit(-1 / Math.PI), s.atan2(s.lit(1), x))),
  ),
);
const standardPpf = /* @__PURE__ */ ofX("cauchyPpf", (s, q) => {
  const distance = s.sub(q, s.lit(0.5));
  const nearest = s.select(s.lt(distance, s.lit(0)), q, s.sub(q, s.lit(1)));
  const tail = s.div(s.lit(-1), s.tan(s.mul(s.lit(Math.PI), nearest)));
  const centre = s.tan(s.mul(s.lit(Math.PI), distance));
  return forProbability(s, q, s.select(s.lt(s.abs(distance), s.lit(0.25)), centre, tail));
});

/**
 * The logarithm of the density at x, in floats.
 * @example stats.cauchy.logpdf(1) // -1.837877
 */
export const logpdf = (x: Operand, options?: LocationScale): NDArray => logDensity(standardLogpdf, [x], options);

/**
 * The density at x, in floats.
 * @example stats.cauchy.pdf(1) // 0.1591549
 */
export const pdf = (x: Operand, options?: LocationScale): NDArray => density(standardPdf, [x], options);

/**
 * The probability of at most x, in floats.
 * @example stats.cauchy.cdf(1) // 0.75
 */
export const cdf = (x: Operand, options?: LocationScale): NDArray => probability(standardCdf, [x], options);

/**
 * The probability of more than x, in floats.
 * @example stats.cauchy.sf(1) // 0.25
 */
export const sf = (x: Operand, options?: LocationScale): NDArray => probability(negated(standardCdf), [x], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.cauchy.logcdf(1) // -0.2876821
 */
export const logcdf = (x: Operand, options?: LocationScale): NDArray => probability(standardLogcdf, [x], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.cauchy.logsf(1) // -1.386294
 */
export const logsf = (x: Operand, options?: LocationScale): NDArray =>
  probability(negated(standardLogcdf), [x], options);

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.cauchy.ppf(0.25) // -1
 */
export const ppf = (q: Operand, options?: LocationScale): NDArray => quantile(standardPpf, [q], options);

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.cauchy.isf(0.25) // 1
 */
export const isf = (q: Operand, options?: LocationScale): NDArray => quantile(opposite(standardPpf), [q], options);

/** The beta distribution of shapes a and b on [0, 1]. */
import { pointwise, type NDArray, type PointwiseOperation, type Scalar } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import * as np from "@fluxion/numpy";
import { betainc, betaincSlope } from "../betainc.js";
import { applied } from "../functions.js";
import { betalnOf } from "../scalar/betaln.js";
import { density, logDensity, probability, type LocationScale, type Standard } from "./location-scale.js";

const logpdfPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise(
  "betaLogpdf",
  {
    body: (s) => (x, a, b) => {
      const [zero, one] = [s.lit(0), s.lit(1)];
      const times = (c: Scalar, log: Scalar): Scalar => s.select(s.eq(c, one), zero, s.mul(s.sub(c, one), log));
      const powers = s.add(times(a, s.log(x)), times(b, s.log1p(s.neg(x))));
      const isOutside = s.or(s.lt(x, zero), s.gt(x, one));
      return s.select(isOutside, s.lit(-Infinity), s.sub(powers, betalnOf(s, a, b)));
    },
  },
  3,
);
const standardLogpdf: Standard = (...operands) => applied(logpdfPrimitive, {}, ...operands);

const isOutside = (x: Operand): NDArray => np.logicalOr(np.less(x, 0), np.greater(x, 1));
/** x, and 0 or 1 where it is outside. */
const clipped = (x: Operand): NDArray => np.where(isOutside(x), np.greater(x, 1), x);
const standardPdf: Standard = (x, a, b) =>
  np.where(isOutside(x), 0, betaincSlope(a, b, np.where(isOutside(x), 0.5, x)));
const standardCdf: Standard = (x, a, b) => betainc(a, b, clipped(x));
const standardSf: Standard = (x, a, b) => betainc(b, a, np.subtract(1, clipped(x)));

/**
 * The logarithm of the density at x, in floats.
 * @example stats.beta.logpdf(0.25, 1.5, 2.5) // 0.5031885
 */
export const logpdf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  logDensity(standardLogpdf, [x, a, b], options);

/**
 * The density at x, in floats.
 * @example stats.beta.pdf(0.25, 1.5, 2.5) // 1.653987
 */
export const pdf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  density(standardPdf, [x, a, b], options);

/**
 * The probability of at most x, in floats.
 * @example stats.beta.cdf(0.25, 1.5, 2.5) // 0.3333333
 */
export const cdf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standardCdf, [x, a, b], options);

/**
 * The probability of more than x, in floats.
 * @example stats.beta.sf(0.25, 1.5, 2.5) // 0.6666667
 */
export const sf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standardSf, [x, a, b], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.beta.logcdf(0.25, 1.5, 2.5) // -1.098612
 */
export const logcdf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability((...operands) => np.log(standardCdf(...operands)), [x, a, b], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.beta.logsf(0.25, 1.5, 2.5) // -0.4054651
 */
export const logsf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability((...operands) => np.log(standardSf(...operands)), [x, a, b], options);

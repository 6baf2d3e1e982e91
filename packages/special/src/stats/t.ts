/** Student's t distribution of `df` degrees of freedom. */
import { derivative, mul, pointwise, type NDArray, type PointwiseOperation, type Scalar } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import * as np from "@fluxion/numpy";
import { applied } from "../functions.js";
import { betaincOf } from "../scalar/betainc.js";
import { betalnOf } from "../scalar/betaln.js";
import type { S } from "../scalar/series.js";
import { ofShape } from "./body.js";
import { negated } from "./mirror.js";
import { density, logDensity, probability, type LocationScale, type Standard } from "./location-scale.js";

function logpdfOf(s: S, x: Scalar, df: Scalar): Scalar {
  const half = s.lit(0.5);
  const ratio = s.div(x, s.sqrt(df));
  const size = s.abs(ratio);
  // The square may overflow where its logarithm does not.
  const log = s.select(s.lt(size, s.lit(1e10)), s.log1p(s.mul(ratio, ratio)), s.mul(s.lit(2), s.log(size)));
  const norm = s.add(betalnOf(s, s.mul(half, df), half), s.mul(half, s.log(df)));
  return s.neg(s.add(norm, s.mul(s.mul(half, s.add(df, s.lit(1))), log)));
}

/** Near 0 by the probability of being within |x|, in the tails by that of being outside. */
function cdfOf(s: S, x: Scalar, df: Scalar): Scalar {
  const [half, halfDf] = [s.lit(0.5), s.mul(s.lit(0.5), df)];
  const size = s.min(s.abs(x), s.lit(1e18));
  const square = s.mul(size, size);
  const sum = s.add(df, square);
  const isCentral = s.lt(square, df);
  const [a, b] = [s.select(isCentral, half, halfDf), s.select(isCentral, halfDf, half)];
  const part = s.mul(half, betaincOf(s, a, b, s.div(s.select(isCentral, square, df), sum)));
  const isNegative = s.lt(x, s.lit(0));
  const centre = s.select(isNegative, s.sub(half, part), s.add(half, part));
  return s.select(isCentral, centre, s.select(isNegative, part, s.sub(s.lit(1), part)));
}

const standardLogpdf = /* @__PURE__ */ ofShape("tLogpdf", logpdfOf);
const pdfPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise(
  "tPdf",
  { body: (s) => (x, df) => s.exp(logpdfOf(s, x, df)) },
  2,
);
const cdfPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("tCdf", {
  body: (s) => (x, df) => cdfOf(s, x, df),
  jvp: [(t, _, x, df) => mul(t, pdfPrimitive(x, df)), (t, _, x, df) => mul(t, derivative(cdfPrimitive, 1)(x, df))],
});
const standardPdf: Standard = (...operands) => applied(pdfPrimitive, {}, ...operands);
const standardCdf: Standard = (...operands) => applied(cdfPrimitive, {}, ...operands);
const standardLogcdf: Standard = (...operands) => np.log(standardCdf(...operands));

/**
 * The logarithm of the density at x, in floats.
 * @example stats.t.logpdf(1, 4.5) // -1.525905
 */
export const logpdf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  logDensity(standardLogpdf, [x, df], options);

/**
 * The density at x, in floats.
 * @example stats.t.pdf(1, 4.5) // 0.2174242
 */
export const pdf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  density(standardPdf, [x, df], options);

/**
 * The probability of at most x, in floats.
 * @example stats.t.cdf(1, 4.5) // 0.8159975
 */
export const cdf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  probability(standardCdf, [x, df], options);

/**
 * The probability of more than x, in floats.
 * @example stats.t.sf(1, 4.5) // 0.1840025
 */
export const sf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  probability(negated(standardCdf), [x, df], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.t.logcdf(1, 4.5) // -0.203344
 */
export const logcdf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  probability(standardLogcdf, [x, df], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.t.logsf(1, 4.5) // -1.692806
 */
export const logsf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  probability(negated(standardLogcdf), [x, df], options);

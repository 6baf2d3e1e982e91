/** The standard normal distribution restricted to [a, b], before it is moved and stretched. */
import { exp, mul, neg, pointwise, sub, type NDArray, type PointwiseOperation, type Scalar } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import * as np from "@fluxion/numpy";
import { applied } from "../functions.js";
import { logNdtrOf, ndtrOf } from "../scalar/normal.js";
import { log1mexpOf } from "./body.js";
import * as norm from "./norm.js";
import type { S } from "../scalar/series.js";
import { density, logDensity, probability, type LocationScale, type Standard } from "./location-scale.js";

/** log(Φ(b) − Φ(a)): in a tail by logarithms, around 0 by what the tails leave. */
function logMassOf(s: S, a: Scalar, b: Scalar): Scalar {
  const zero = s.lit(0);
  const isRight = s.gt(a, zero);
  const [low, high] = [s.select(isRight, s.neg(b), a), s.select(isRight, s.neg(a), b)];
  const top = logNdtrOf(s, high);
  const tail = s.add(top, log1mexpOf(s, s.sub(top, logNdtrOf(s, low))));
  const around = s.log1p(s.neg(s.add(ndtrOf(s, low), ndtrOf(s, s.neg(high)))));
  const value = s.select(s.gt(high, zero), around, tail);
  return s.select(s.ge(low, high), s.lit(-Infinity), value);
}

const logMass: PointwiseOperation<object> = /* @__PURE__ */ pointwise("logNormalMass", {
  body: (s) => (a, b) => logMassOf(s, a, b),
  jvp: [
    (t, ans, a) => neg(mul(t, exp(sub(norm.logpdf(a), ans)))),
    (t, ans, _, b) => mul(t, exp(sub(norm.logpdf(b), ans))),
  ],
});
const mass = (a: Operand, b: Operand): NDArray => applied(logMass, {}, a, b);

const isBelow = (x: Operand, a: Operand): NDArray => np.lessEqual(x, a);
const isOutside = (x: Operand, a: Operand, b: Operand): NDArray => np.logicalOr(np.less(x, a), np.greater(x, b));

type Truncated = (x: Operand, a: Operand, b: Operand) => NDArray;
const logDensityInside: Truncated = (x, a, b) => np.subtract(norm.logpdf(x), mass(a, b));
const standardLogpdf: Truncated = (x, a, b) => np.where(isOutside(x, a, b), -Infinity, logDensityInside(x, a, b));
const standardPdf: Truncated = (x, a, b) => np.exp(standardLogpdf(x, a, b));
const standardLogcdf: Truncated = (x, a, b) => {
  const y = np.where(np.greaterEqual(x, b), b, np.where(isBelow(x, a), b, x));
  return np.where(isBelow(x, a), -Infinity, np.subtract(mass(a, y), mass(a, b)));
};
const standardLogsf: Truncated = (x, a, b) => standardLogcdf(np.negative(x), np.negative(b), np.negative(a));
const standardCdf: Truncated = (x, a, b) => np.exp(standardLogcdf(x, a, b));
const standardSf: Truncated = (x, a, b) => np.exp(standardLogsf(x, a, b));
const standard =
  (f: Truncated): Standard =>
  (x, a, b) =>
    f(x, a, b);

/**
 * The logarithm of the density at x, in floats.
 * @example stats.truncnorm.logpdf(0.5, -1.2, 1.6) // -0.8577668
 */
export const logpdf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  logDensity(standard(standardLogpdf), [x, a, b], options);

/**
 * The density at x, in floats.
 * @example stats.truncnorm.pdf(0.5, -1.2, 1.6) // 0.4241081
 */
export const pdf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  density(standard(standardPdf), [x, a, b], options);

/**
 * The probability of at most x, in floats.
 * @example stats.truncnorm.cdf(0.5, -1.2, 1.6) // 0.6943395
 */
export const cdf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standard(standardCdf), [x, a, b], options);

/**
 * The probability of more than x, in floats.
 * @example stats.truncnorm.sf(0.5, -1.2, 1.6) // 0.3056605
 */
export const sf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standard(standardSf), [x, a, b], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.truncnorm.logcdf(0.5, -1.2, 1.6) // -0.3647942
 */
export const logcdf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standard(standardLogcdf), [x, a, b], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.truncnorm.logsf(0.5, -1.2, 1.6) // -1.18528
 */
export const logsf = (x: Operand, a: Operand, b: Operand, options?: LocationScale): NDArray =>
  probability(standard(standardLogsf), [x, a, b], options);

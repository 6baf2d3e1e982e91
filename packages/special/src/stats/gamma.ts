/** The gamma distribution of shape a; `scale` is the inverse of the rate. */
import {
  digamma,
  div,
  log,
  lt,
  mul,
  pointwise,
  select,
  sub,
  zerosLike,
  type NDArray,
  type PointwiseOperation,
} from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import * as np from "@fluxion/numpy";
import { applied } from "../functions.js";
import { gammainc, gammaincc, gammaincSlope } from "../gammainc.js";
import { logPoissonOf } from "../scalar/log-poisson.js";
import { density, logDensity, probability, type LocationScale, type Standard } from "./location-scale.js";

const logpdfPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("gammaLogpdf", {
  body: (s) => (x, a) => {
    const [zero, one] = [s.lit(0), s.lit(1)];
    const b = s.sub(a, one);
    const power = s.select(s.eq(b, zero), zero, s.mul(b, s.log(x)));
    const direct = s.sub(s.sub(power, x), s.lgamma(a));
    const large = s.add(logPoissonOf(s, a, x), s.sub(s.log(a), s.log(x)));
    const value = s.select(s.and(s.ge(a, s.lit(10)), s.gt(x, zero)), large, direct);
    const isInside = s.and(s.ge(x, zero), s.lt(x, s.lit(Infinity)));
    return s.select(isInside, value, s.select(s.eq(x, x), s.lit(-Infinity), x));
  },
  jvp: [
    (t, _, x, a) => mul(t, select(lt(x, 0), zerosLike(x), sub(div(sub(a, 1), x), 1))),
    (t, _, x, a) => mul(t, select(lt(x, 0), zerosLike(x), sub(log(x), digamma(a)))),
  ],
});
const standardLogpdf: Standard = (...operands) => applied(logpdfPrimitive, {}, ...operands);

/** The function at x, and at 0 for x below it. */
const above =
  (f: (a: Operand, x: Operand) => NDArray): Standard =>
  (x, a) =>
    f(a, np.where(np.less(x, 0), 0, x));
const standardPdf: Standard = (x, a) => np.where(np.less(x, 0), 0, above(gammaincSlope)(x, a));
const [standardCdf, standardSf] = [above(gammainc), above(gammaincc)];

/**
 * The logarithm of the density at x, in floats.
 * @example stats.gamma.logpdf(2, 2.5) // -1.244962
 */
export const logpdf = (x: Operand, a: Operand, options?: LocationScale): NDArray =>
  logDensity(standardLogpdf, [x, a], options);

/**
 * The density at x, in floats.
 * @example stats.gamma.pdf(2, 2.5) // 0.2879518
 */
export const pdf = (x: Operand, a: Operand, options?: LocationScale): NDArray => density(standardPdf, [x, a], options);

/**
 * The probability of at most x, in floats.
 * @example stats.gamma.cdf(2, 2.5) // 0.450584
 */
export const cdf = (x: Operand, a: Operand, options?: LocationScale): NDArray =>
  probability(standardCdf, [x, a], options);

/**
 * The probability of more than x, in floats.
 * @example stats.gamma.sf(2, 2.5) // 0.549416
 */
export const sf = (x: Operand, a: Operand, options?: LocationScale): NDArray =>
  probability(standardSf, [x, a], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.gamma.logcdf(2, 2.5) // -0.7972107
 */
export const logcdf = (x: Operand, a: Operand, options?: LocationScale): NDArray =>
  probability((y, shape) => np.log(standardCdf(y, shape)), [x, a], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.gamma.logsf(2, 2.5) // -0.5988995
 */
export const logsf = (x: Operand, a: Operand, options?: LocationScale): NDArray =>
  probability((y, shape) => np.log(standardSf(y, shape)), [x, a], options);

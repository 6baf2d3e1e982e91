/** The χ² distribution of `df` degrees of freedom: a gamma distribution of shape df/2 and scale 2. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import * as np from "@fluxion/numpy";
import * as gamma from "./gamma.js";
import { density, logDensity, probability, type LocationScale, type Standard } from "./location-scale.js";

const halved =
  (f: (x: Operand, a: Operand) => NDArray): Standard =>
  (x, df) =>
    f(np.multiply(x, 0.5), np.multiply(df, 0.5));
const standardLogpdf: Standard = (x, df) => np.subtract(halved(gamma.logpdf)(x, df), Math.LN2);
const standardPdf: Standard = (x, df) => np.multiply(halved(gamma.pdf)(x, df), 0.5);

/**
 * The logarithm of the density at x, in floats.
 * @example stats.chi2.logpdf(2, 3.5) // -1.608746
 */
export const logpdf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  logDensity(standardLogpdf, [x, df], options);

/**
 * The density at x, in floats.
 * @example stats.chi2.pdf(2, 3.5) // 0.2001384
 */
export const pdf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  density(standardPdf, [x, df], options);

/**
 * The probability of at most x, in floats.
 * @example stats.chi2.cdf(2, 3.5) // 0.3397032
 */
export const cdf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  probability(halved(gamma.cdf), [x, df], options);

/**
 * The probability of more than x, in floats.
 * @example stats.chi2.sf(2, 3.5) // 0.6602968
 */
export const sf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  probability(halved(gamma.sf), [x, df], options);

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.chi2.logcdf(2, 3.5) // -1.079683
 */
export const logcdf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  probability(halved(gamma.logcdf), [x, df], options);

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.chi2.logsf(2, 3.5) // -0.4150658
 */
export const logsf = (x: Operand, df: Operand, options?: LocationScale): NDArray =>
  probability(halved(gamma.logsf), [x, df], options);

/** The Gumbel distribution of minima, skewed to the left: that of −X, where X has the one skewed to the right. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import * as right from "./gumbel-r.js";
import { negated, opposite } from "./mirror.js";
import { density, logDensity, probability, quantile, type LocationScale } from "./location-scale.js";

/**
 * The logarithm of the density at x, in floats.
 * @example stats.gumbelL.logpdf(1) // -1.718282
 */
export const logpdf = (x: Operand, options?: LocationScale): NDArray =>
  logDensity(
    negated((x) => right.logpdf(x)),
    [x],
    options,
  );

/**
 * The density at x, in floats.
 * @example stats.gumbelL.pdf(1) // 0.1793741
 */
export const pdf = (x: Operand, options?: LocationScale): NDArray =>
  density(
    negated((x) => right.pdf(x)),
    [x],
    options,
  );

/**
 * The probability of at most x, in floats.
 * @example stats.gumbelL.cdf(1) // 0.934012
 */
export const cdf = (x: Operand, options?: LocationScale): NDArray =>
  probability(
    negated((x) => right.sf(x)),
    [x],
    options,
  );

/**
 * The probability of more than x, in floats.
 * @example stats.gumbelL.sf(1) // 0.06598804
 */
export const sf = (x: Operand, options?: LocationScale): NDArray =>
  probability(
    negated((x) => right.cdf(x)),
    [x],
    options,
  );

/**
 * The logarithm of the probability of at most x, in floats.
 * @example stats.gumbelL.logcdf(1) // -0.06826603
 */
export const logcdf = (x: Operand, options?: LocationScale): NDArray =>
  probability(
    negated((x) => right.logsf(x)),
    [x],
    options,
  );

/**
 * The logarithm of the probability of more than x, in floats.
 * @example stats.gumbelL.logsf(1) // -2.718282
 */
export const logsf = (x: Operand, options?: LocationScale): NDArray =>
  probability(
    negated((x) => right.logcdf(x)),
    [x],
    options,
  );

/**
 * The x with cdf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.gumbelL.ppf(0.25) // -1.245899
 */
export const ppf = (q: Operand, options?: LocationScale): NDArray =>
  quantile(
    opposite((x) => right.isf(x)),
    [q],
    options,
  );

/**
 * The x with sf(x) = q; NaN for q outside [0, 1], in floats.
 * @example stats.gumbelL.isf(0.25) // 0.3266343
 */
export const isf = (q: Operand, options?: LocationScale): NDArray =>
  quantile(
    opposite((x) => right.ppf(x)),
    [q],
    options,
  );

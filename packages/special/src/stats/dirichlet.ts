/** The Dirichlet distribution on vectors of probabilities. */
import { raise, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { xlogy } from "../entropy.js";
import { gammaln } from "../gamma.js";
import { promoted } from "../operands.js";

/** How far the sum of probabilities may be from 1. */
const TOLERANCE = 1e-5;

/**
 * The logarithm of the density at x, of shape [K] or [K, …] with one vector per column, for concentrations alpha [K], in floats; −∞
 * where x has negative numbers or does not add up to 1. A shape error if the lengths differ.
 * Source: Kotz, Balakrishnan and Johnson, "Continuous multivariate distributions" (2000), chapter 49.
 * @example stats.dirichlet.logpdf([0.25, 0.75], [2, 3]) // 0.5232481
 */
export function logpdf(x: Operand, alpha: Operand): NDArray {
  const [probabilities, concentrations] = promoted(x, alpha) as [NDArray, NDArray];
  const [size] = concentrations.shape;
  if (concentrations.ndim !== 1 || probabilities.shape[0] !== size)
    return raise({
      code: "shape",
      what: `probabilities [${probabilities.shape.join(", ")}] for concentrations [${concentrations.shape.join(", ")}]`,
      where: "stats.dirichlet.logpdf",
      fix: "give probabilities [K] or [K, …], and concentrations [K]",
    });
  const column = np.reshape(concentrations, [-1, ...probabilities.shape.slice(1).map(() => 1)]);
  const powers = np.sum(xlogy(np.subtract(column, 1), probabilities), { axis: 0 });
  const normalizer = np.subtract(np.sum(gammaln(concentrations)), gammaln(np.sum(concentrations)));
  const distance = np.abs(np.subtract(np.sum(probabilities, { axis: 0 }), 1));
  const isInside = np.logicalAnd(np.all(np.greaterEqual(probabilities, 0), { axis: 0 }), np.less(distance, TOLERANCE));
  return np.where(isInside, np.subtract(powers, normalizer), -Infinity);
}

/**
 * The density at x; as `logpdf`.
 * @example stats.dirichlet.pdf([0.25, 0.75], [2, 3]) // 1.6875
 */
export const pdf = (x: Operand, alpha: Operand): NDArray => np.exp(logpdf(x, alpha));

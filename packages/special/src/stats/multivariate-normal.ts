/** The multivariate normal distribution. */
import { raise, triangularSolve, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { promoted } from "../operands.js";

const SOLVING = { leftSide: true, lower: true, transposeA: false, unitDiagonal: false } as const;

/**
 * The logarithm of the density at x [d] or […, d], for a mean [d] and a symmetric positive definite covariance [d, d], in floats; NaN
 * if the covariance is not positive definite. A shape error if sizes differ. By the Cholesky factor of the covariance.
 * Source: Golub and Van Loan, "Matrix computations" (2013), 4.2.
 * @example stats.multivariateNormal.logpdf([1, 0], [0, 0], [[1, 0], [0, 1]]) // -2.337877
 */
export function logpdf(x: Operand, mean: Operand, covariance: Operand): NDArray {
  const [points, centre, spread] = promoted(x, mean, covariance) as [NDArray, NDArray, NDArray];
  const size = centre.shape[0] ?? 0;
  const fits =
    centre.ndim === 1 && points.shape.at(-1) === size && spread.ndim === 2 && spread.shape.every((n) => n === size);
  if (!fits)
    return raise({
      code: "shape",
      what: `points [${points.shape.join(", ")}], mean [${centre.shape.join(", ")}] and covariance [${spread.shape.join(", ")}] do not go together`,
      where: "stats.multivariateNormal.logpdf",
      fix: "give points […, d], a mean [d] and a covariance [d, d]",
    });
  const factor = np.linalg.cholesky(spread);
  const distances = np.transpose(np.reshape(np.subtract(points, centre), [-1, size]));
  const whitened = triangularSolve(factor, distances, SOLVING);
  const squares = np.reshape(np.sum(np.square(whitened), { axis: 0 }), points.shape.slice(0, -1));
  const logDeterminant = np.sum(np.log(np.diagonal(factor)));
  const normalizer = np.add(logDeterminant, (size / 2) * Math.log(2 * Math.PI));
  return np.subtract(np.multiply(squares, -0.5), normalizer);
}

/**
 * The density at x; as `logpdf`.
 * @example stats.multivariateNormal.pdf([1, 0], [0, 0], [[1, 0], [0, 1]]) // 0.0965324
 */
export const pdf = (x: Operand, mean: Operand, covariance: Operand): NDArray => np.exp(logpdf(x, mean, covariance));

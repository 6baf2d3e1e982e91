/** Polynomials through points, by least squares. */
import { mul, div, raise, sqrt, square, sum, type NDArray } from "@fluxion/core";
import { finfo } from "../creation/limits.js";
import { vander } from "../creation/matrices.js";
import { lstsq } from "../linalg/lstsq.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { broadcastFitting } from "../support/broadcast.js";
import { toFloat } from "../support/convert.js";
import { promote } from "../support/promote.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

export interface PolyfitOptions {
  /** Singular values below this part of the largest count as zero; the number of points times eps if not given. */
  readonly rcond?: number | null;
  /** Weights [n] of the residuals (not of their squares). */
  readonly w?: Operand | null;
}

/**
 * The coefficients [deg + 1] (or [deg + 1, k]), of the highest power first, of the polynomials of degree `deg` that pass closest to the points x [n], y [n] (or [n, k]). Integers
 * give float32. Shape errors: x or w no vector, numbers of points that differ. Argument error: a degree that is no integer from 0.
 * @example np.round(np.polyfit([0, 1, 2], [1, 3, 5], 1), { decimals: 3 }) // [2, 1]
 */
export function polyfit(x: Operand, y: Operand, deg: number, { rcond, w = null }: PolyfitOptions = {}): NDArray {
  const [points, values] = promote(x, y).map(toFloat) as [NDArray, NDArray];
  const n = points.size;
  if (!Number.isInteger(deg) || deg < 0)
    raise({ code: "argument", what: `degree ${deg}`, where: "polyfit", fix: "use an integer of at least 0" });
  if (points.ndim !== 1 || n === 0 || values.shape[0] !== n || values.ndim > 2)
    raise({
      code: "shape",
      what: `points of shape [${points.shape.join(", ")}] do not fit values of shape [${values.shape.join(", ")}]`,
      where: "polyfit",
      fix: "pass shapes [n] and [n] or [n, k], with n at least 1",
    });
  let left = vander(points, { N: deg + 1 });
  let right = values;
  if (w !== null) {
    const weights = toFloat(toArray(w, points.dtype));
    if (weights.ndim !== 1 || weights.size !== n)
      raise({
        code: "shape",
        what: `weights have shape [${weights.shape.join(", ")}]`,
        where: "polyfit",
        fix: `pass ${n} weights`,
      });
    const column = reshapeTo(weights, [n, 1]);
    left = mul(left, broadcastFitting(column, left.shape));
    right = mul(right, broadcastFitting(right.ndim === 1 ? weights : column, right.shape));
  }
  // Columns of length 1 make the smallest singular value mean something.
  const lengths = sqrt(sum(square(left), { axes: [0] }));
  const scaled = div(left, broadcastFitting(lengths, left.shape));
  const [solution] = lstsq(scaled, right, { rcond: rcond ?? n * finfo(points.dtype).eps });
  return div(
    solution,
    broadcastFitting(solution.ndim === 1 ? lengths : reshapeTo(lengths, [deg + 1, 1]), solution.shape),
  );
}

/** Least squares. */
import { ge, raise, square, sub, sum, type NDArray } from "@fluxion/core";
import { matmul } from "../contract/matmul.js";
import { finfo } from "../creation/limits.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { toFloat } from "../support/convert.js";
import { promote } from "../support/promote.js";
import type { Operand } from "../support/weak.js";
import { countLarge } from "./matrix-rank.js";
import { pinv } from "./pinv.js";
import { svdvals } from "./svd.js";

/**
 * The x of least length that minimises |a·x − b|: a [m, n] with b [m] or [m, k]. Singular values below `rcond` times the largest count as zero (max(m, n)·eps if
 * not given). Integers give float32. Shape errors: other dimensions, numbers of rows that differ.
 * @returns [x, residuals, rank, s]: x [n] or [n, k], the sums of squares [1] or [k] of b − a·x, int32 rank, singular values
 * @example np.linalg.lstsq([[1, 0], [1, 1], [1, 2]], [1, 3, 5])[2] // 2
 */
export function lstsq(
  a: Operand,
  b: Operand,
  { rcond }: { rcond?: number | null } = {},
): [x: NDArray, residuals: NDArray, rank: NDArray, s: NDArray] {
  const [matrix, given] = promote(a, b).map(toFloat) as [NDArray, NDArray];
  if (matrix.ndim !== 2 || (given.ndim !== 1 && given.ndim !== 2) || given.shape[0] !== matrix.shape[0])
    raise({
      code: "shape",
      what: `a matrix of shape [${matrix.shape.join(", ")}] does not fit right sides of shape [${given.shape.join(", ")}]`,
      where: "lstsq",
      fix: "pass shapes [m, n] and [m] or [m, k]",
    });
  const right = reshapeTo(given, [given.shape[0] as number, given.shape[1] ?? 1]);
  const eps = finfo(matrix.dtype).eps;
  const part = rcond == null ? eps * Math.max(...matrix.shape) : rcond < 0 ? eps : rcond;
  const x = matmul(pinv(matrix, { rtol: part }), right);
  const residuals = sum(square(sub(right, matmul(matrix, x))), { axes: [0] });
  const s = svdvals(matrix);
  return [given.ndim === 1 ? reshapeTo(x, [x.size]) : x, residuals, countLarge(ge, s, part), s];
}

/** Ranks of matrices. */
import { convert, gt, mul, reduceMax, sum, type NDArray } from "@fluxion/core";
import { finfo } from "../creation/limits.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { broadcastFitting } from "../support/broadcast.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { floatMatrices } from "./square.js";
import { svdvals } from "./svd.js";

/** How many numbers along the last axis hold beside `part` of the largest: int32. */
export function countLarge(compare: typeof gt, s: NDArray, part: number): NDArray {
  if (s.shape.at(-1) === 0) return sum(convert(s, { dtype: "int32" }), { axes: [s.ndim - 1] });
  const largest = mul(reduceMax(s, { axes: [s.ndim - 1] }), part);
  const cutoff = broadcastFitting(reshapeTo(largest, [...largest.shape, 1]), s.shape);
  return sum(convert(compare(s, cutoff), { dtype: "int32" }), { axes: [s.ndim - 1] });
}

/**
 * How many singular values of matrices [..., m, n] are above `rtol` times the largest (max(m, n)·eps if not given): int32. For fewer dimensions, whether anything
 * is not zero.
 * @example np.linalg.matrixRank([[1, 2], [2, 4]]) // 1
 */
export function matrixRank(x: Operand, { rtol }: { rtol?: number | null } = {}): NDArray {
  const given = toArray(x);
  const array = given.ndim < 2 ? reshapeTo(given, [1, given.size]) : given;
  const matrix = floatMatrices("matrixRank", array);
  return countLarge(gt, svdvals(matrix), rtol ?? Math.max(...matrix.shape.slice(-2)) * finfo(matrix.dtype).eps);
}

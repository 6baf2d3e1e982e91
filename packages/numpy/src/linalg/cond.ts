/** Condition numbers. */
import { div, mul, type NDArray } from "@fluxion/core";
import { cut } from "../shape/cut.js";
import { reshapeTo } from "../shape/reshape-to.js";
import type { Operand } from "../support/weak.js";
import type { MatrixOrd } from "./matrix-norms.js";
import { matrixNorm } from "./norm.js";
import { inv } from "./solve.js";
import { floatMatrices } from "./square.js";
import { svdvals } from "./svd.js";

/**
 * How much the solution of a·x = b can change relative to a and b: the largest singular value over the smallest for p = 2 (if not given), the inverse of that for
 * p = −2, and for other norms that of the matrices times that of their inverses. Infinite for singular matrices. A shape error below two dimensions.
 * @example np.linalg.cond([[2, 0], [0, 1]]) // 2
 */
export function cond(x: Operand, { p = null }: { p?: number | MatrixOrd | null } = {}): NDArray {
  const array = floatMatrices("cond", x);
  if (p !== null && p !== 2 && p !== -2) return mul(matrixNorm(array, { ord: p }), matrixNorm(inv(array), { ord: p }));
  const s = svdvals(array);
  const [axis, count] = [s.ndim - 1, s.shape.at(-1) as number];
  const largest = reshapeTo(cut(s, axis, 0, 1), s.shape.slice(0, -1));
  const smallest = reshapeTo(cut(s, axis, count - 1, count), s.shape.slice(0, -1));
  return p === -2 ? div(smallest, largest) : div(largest, smallest);
}

/** Diagonal matrices from their diagonals, and diagonals from matrices. */
import { pad, raise, type NDArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { lastDiagonal } from "./diagonal.js";
import { reshapeTo } from "./reshape-to.js";
import type { DiagonalChoice } from "./triangle.js";

/** The square matrices with the last axis on diagonal `k`, and zeros elsewhere. */
export function embedDiagonal(x: NDArray, k: number): NDArray {
  const lead = x.shape.slice(0, -1);
  const length = x.shape.at(-1) as number;
  const n = length + Math.abs(k);
  const low = length === 0 ? n * n : k >= 0 ? k : -k * n;
  const span = length === 0 ? 0 : (length - 1) * (n + 1) + 1;
  const none = lead.map(() => 0);
  const flat = pad(x, 0, { low: [...none, low], high: [...none, n * n - low - span], interior: [...none, n] });
  return reshapeTo(flat, [...lead, n, n]);
}

/**
 * Of [n]: the square matrix with it on diagonal `k`. Of [n, m]: its diagonal `k`. A shape error for other ranks.
 * @example np.diag([1, 2]) // [[1, 0], [0, 2]]
 * @example np.diag([[1, 2], [3, 4]], { k: 1 }) // [2]
 */
export function diag(x: Operand, { k = 0 }: DiagonalChoice = {}): NDArray {
  const array = toArray(x);
  if (array.ndim === 1) return embedDiagonal(array, k);
  if (array.ndim === 2) return lastDiagonal(array, k);
  return raise({
    code: "shape",
    what: `one or two dimensions are needed, got shape [${array.shape.join(", ")}]`,
    where: "diag",
    fix: "use np.diagonal, which takes stacks of matrices",
  });
}

/**
 * The square matrix with all elements of an array on diagonal `k`.
 * @example np.diagflat([[1, 2]]) // [[1, 0], [0, 2]]
 */
export function diagflat(x: Operand, { k = 0 }: DiagonalChoice = {}): NDArray {
  const array = toArray(x);
  return embedDiagonal(reshapeTo(array, [array.size]), k);
}

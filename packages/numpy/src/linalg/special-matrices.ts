/** Matrices built from blocks, or from their first column and row. */
import { div, raise, reverse, type DType, type NDArray } from "@fluxion/core";
import { checkCount } from "../creation/linspace.js";
import { integersLike } from "../index/known-integers.js";
import { takeAt } from "../index/take.js";
import { joinAlong } from "../shape/concatenate.js";
import { cut } from "../shape/cut.js";
import { pad } from "../shape/pad.js";
import { atleast2d } from "../shape/atleast.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { requireList } from "../support/list.js";
import { promote } from "../support/promote.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * Matrices along the diagonal, zeros elsewhere; lists are rows. A shape error above two dimensions.
 * @example np.linalg.blockDiag([[[1]], [[2, 3]]]) // [[1, 0, 0], [0, 2, 3]]
 */
export function blockDiag(xs: readonly Operand[]): NDArray {
  const blocks = promote(...requireList("blockDiag", "matrices", xs)).map((x) => atleast2d(x));
  const other = blocks.find((x) => x.ndim !== 2);
  if (other !== undefined || blocks.length === 0)
    raise({
      code: "shape",
      what: other === undefined ? "there are no blocks" : `a block has shape [${other.shape.join(", ")}]`,
      where: "blockDiag",
      fix: "pass at least one matrix",
    });
  const width = blocks.reduce((total, x) => total + (x.shape[1] as number), 0);
  let left = 0;
  const rows = blocks.map((x) => {
    const [, own = 0] = x.shape;
    const row = pad(x, [
      [0, 0],
      [left, width - left - own],
    ]);
    left += own;
    return row;
  });
  return joinAlong("blockDiag", rows, 0);
}

/**
 * The matrix that is constant along its diagonals: element [i, j] is column[i − j], or row[j − i] above the diagonal (the column, if no row
 * is given). Both are flattened; the row's first element does not count.
 * @example np.linalg.toeplitz([1, 2, 3], [1, 8, 9]) // [[1, 8, 9], [2, 1, 8], [3, 2, 1]]
 */
export function toeplitz(column: Operand, row: Operand = column): NDArray {
  const [c, r] = promote(column, row).map((x) => reshapeTo(x, [x.size])) as [NDArray, NDArray];
  const [n, m] = [c.size, r.size];
  const values = joinAlong("toeplitz", [reverse(c, { axes: [0] }), cut(r, 0, Math.min(1, m), m)], 0);
  const places = Array.from({ length: n * m }, (_, k) => n - 1 - Math.floor(k / m) + (k % m));
  return takeAt("toeplitz", values, integersLike(values, places, [n, m]), 0, { mode: "promise" });
}

/**
 * The matrix 1 / (i + j + 1), which is badly conditioned.
 * @example np.linalg.hilbert(2) // [[1, 0.5], [0.5, 0.3333333432674408]]
 */
export function hilbert(n: number, { dtype = "float32" }: { dtype?: DType } = {}): NDArray {
  checkCount("hilbert", n);
  const denominators = Array.from({ length: n * n }, (_, k) => Math.floor(k / n) + (k % n) + 1);
  return reshapeTo(
    div(
      toArray(
        denominators.map(() => 1),
        dtype,
      ),
      toArray(denominators, dtype),
    ),
    [n, n],
  );
}

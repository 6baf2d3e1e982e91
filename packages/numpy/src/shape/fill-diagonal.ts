/** Matrices with another diagonal. */
import { raise, stridesOf, type NDArray } from "@fluxion/core";
import { at } from "../index/at.js";
import { slice } from "../index/slice.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { reshapeTo } from "./reshape-to.js";
import { resize } from "./resize.js";

/**
 * A copy with `values` (repeated as often as needed) at the places whose indices are all equal. Above two dimensions all axes
 * must have one size. `wrap` starts again below a tall matrix. A shape error below two dimensions.
 * @example np.fillDiagonal([[1, 2], [3, 4]], 0) // [[0, 2], [3, 0]]
 */
export function fillDiagonal(x: Operand, values: Operand, { wrap = false }: { wrap?: boolean } = {}): NDArray {
  const array = toArray(x);
  const [rows = 0, columns = 0] = array.shape;
  if (array.ndim < 2 || (array.ndim > 2 && array.shape.some((n) => n !== rows)))
    raise({
      code: "shape",
      what: `a matrix, or equal sizes along more axes, are needed, got shape [${array.shape.join(", ")}]`,
      where: "fillDiagonal",
      fix: "update other places with np.at",
    });
  if (array.size === 0) return array;
  const step = stridesOf(array.shape).reduce((total, stride) => total + stride, 0);
  const end = array.ndim === 2 && !wrap ? Math.min(rows, columns) * columns : array.size;
  const given = toArray(values, array.dtype);
  const list = given.ndim === 0 ? given : resize(given, Math.ceil(end / step));
  return reshapeTo(at(reshapeTo(array, [array.size]), slice(0, end, step)).set(list), array.shape);
}

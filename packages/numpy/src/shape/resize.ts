/** Another shape with another number of elements. */
import { raise, sizeOf, type NDArray, type Shape } from "@fluxion/core";
import { scalarLike } from "../support/scalar.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { cut } from "./cut.js";
import { reshapeTo } from "./reshape-to.js";
import { tile } from "./tile.js";

/**
 * The elements in order, cut off or repeated from the start until they fill the shape; zeros if there are none.
 * @example np.resize([1, 2, 3], [2, 2]) // [[1, 2], [3, 1]]
 */
export function resize(x: Operand, shape: number | Shape): NDArray {
  const array = toArray(x);
  const wanted = [shape].flat() as number[];
  if (wanted.some((n) => !Number.isInteger(n) || n < 0))
    raise({
      code: "shape",
      what: `[${wanted.join(", ")}] is no shape`,
      where: "resize",
      fix: "use sizes of at least 0",
    });
  const size = sizeOf(wanted);
  if (array.size === 0) return scalarLike(array, 0, array.dtype, wanted);
  const flat = reshapeTo(array, [array.size]);
  return reshapeTo(cut(array.size >= size ? flat : tile(flat, Math.ceil(size / array.size)), 0, 0, size), wanted);
}

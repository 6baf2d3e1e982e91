/** Axes in another order. */
import { raise, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { requireList } from "../support/list.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { permute } from "./permute.js";

export interface TransposeOptions {
  /** Which axis of `x` each axis of the result is; reversed if not given. */
  readonly axes?: readonly number[] | null;
}

/**
 * The array with its axes in reverse order, or in the order of `axes` (a list, or an option). A shape error if `axes` is not a
 * permutation.
 * @example np.transpose([[1, 2], [3, 4]]) // [[1, 3], [2, 4]]
 * @example np.transpose(np.ones([2, 3, 4]), [1, 2, 0]).shape // [3, 4, 2]
 */
export function transpose(x: Operand, options: readonly number[] | TransposeOptions | null = {}): NDArray {
  const array = toArray(x);
  const axes = Array.isArray(options) ? (options as readonly number[]) : (options as TransposeOptions | null)?.axes;
  if (axes == null)
    return permute(
      array,
      array.shape.map((_, axis) => array.ndim - 1 - axis),
    );
  const permutation = requireList("transpose", "axes", axes).map((axis) =>
    normalizeAxis("transpose", axis, array.ndim),
  );
  if (permutation.length !== array.ndim || new Set(permutation).size !== array.ndim)
    raise({
      code: "shape",
      what: `axes [${axes.join(", ")}] are no permutation of the ${array.ndim} axes of shape [${array.shape.join(", ")}]`,
      where: "transpose",
      fix: "name every axis once",
    });
  return permute(array, permutation);
}

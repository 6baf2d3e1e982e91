/** Axes of size 1 removed. */
import { raise, without, type NDArray } from "@fluxion/core";
import { normalizeAxes, type AxisOption } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { reshapeTo } from "./reshape-to.js";

/**
 * The array without its axes of size 1, or without the given ones. A shape error if a given axis has another size.
 * @example np.squeeze([[[1, 2]]]) // [1, 2]
 * @example np.squeeze([[[1, 2]]], { axis: 0 }) // [[1, 2]]
 */
export function squeeze(x: Operand, { axis }: { axis?: AxisOption } = {}): NDArray {
  const array = toArray(x);
  const ones = array.shape.flatMap((n, i) => (n === 1 ? [i] : []));
  const axes = axis == null ? ones : normalizeAxes("squeeze", axis, array.ndim);
  const other = axes.find((i) => array.shape[i] !== 1);
  if (other !== undefined)
    raise({
      code: "shape",
      what: `axis ${other} of shape [${array.shape.join(", ")}] has size ${array.shape[other]}, not 1`,
      where: "squeeze",
      fix: "squeeze only axes of size 1; index or reduce the others",
    });
  return reshapeTo(array, without(array.shape, axes));
}

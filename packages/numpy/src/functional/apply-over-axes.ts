/** Functions of an array and an axis applied axis by axis. */
import { raise, requireFunction, type NDArray } from "@fluxion/core";
import { expandDims } from "../shape/expand-dims.js";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * `f(x, axis)` for one axis after the other; an axis that it removes is put back with size 1.
 * @example np.applyOverAxes((x, axis) => np.sum(x, { axis }), [[1, 2], [3, 4]], [0, 1]) // [[10]]
 */
export function applyOverAxes(
  f: (x: NDArray, axis: number) => NDArray,
  x: Operand,
  axes: number | readonly number[],
): NDArray {
  requireFunction("applyOverAxes", f);
  const array = toArray(x);
  return [axes].flat().reduce<NDArray>((current, axis) => {
    const place = normalizeAxis("applyOverAxes", axis as number, array.ndim);
    const result = toArray(f(current, place));
    if (result.ndim === current.ndim) return result;
    if (result.ndim === current.ndim - 1) return expandDims(result, place);
    return raise({
      code: "shape",
      what: `the function made shape [${result.shape.join(", ")}] of [${current.shape.join(", ")}]`,
      where: "applyOverAxes",
      fix: "reduce one axis, or keep it",
    });
  }, array);
}

/** Elements in opposite order. */
import { raise, reverse, type NDArray } from "@fluxion/core";
import { normalizeAxes, type AxisOption } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * The array backwards along one axis, several, or all if none is given.
 * @example np.flip([[1, 2], [3, 4]]) // [[4, 3], [2, 1]]
 * @example np.flip([[1, 2], [3, 4]], { axis: 1 }) // [[2, 1], [4, 3]]
 */
export function flip(x: Operand, { axis }: { axis?: AxisOption } = {}): NDArray {
  const array = toArray(x);
  const axes = normalizeAxes("flip", axis, array.ndim);
  return axes.length === 0 ? array : reverse(array, { axes });
}

function flipOne(where: string, x: Operand, axis: number): NDArray {
  const array = toArray(x);
  if (array.ndim <= axis)
    raise({
      code: "shape",
      what: `shape [${array.shape.join(", ")}] has no axis ${axis}`,
      where,
      fix: `pass an array with at least ${axis + 1} dimensions`,
    });
  return flip(array, { axis });
}

/**
 * Rows backwards: axis 1. A shape error below two dimensions.
 * @example np.fliplr([[1, 2], [3, 4]]) // [[2, 1], [4, 3]]
 */
export const fliplr = (x: Operand): NDArray => flipOne("fliplr", x, 1);

/**
 * Columns backwards: axis 0. A shape error for scalars.
 * @example np.flipud([[1, 2], [3, 4]]) // [[3, 4], [1, 2]]
 */
export const flipud = (x: Operand): NDArray => flipOne("flipud", x, 0);

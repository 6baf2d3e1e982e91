/** An array as a list of its parts along an axis. */
import { raise, without, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { cut } from "./cut.js";
import { reshapeTo } from "./reshape-to.js";

/**
 * The parts along an axis (0 if not given), without that axis. A shape error for scalars.
 * @example np.unstack([[1, 2], [3, 4]]) // [[1, 2], [3, 4]]
 */
export function unstack(x: Operand, { axis = 0 }: { axis?: number } = {}): NDArray[] {
  const array = toArray(x);
  if (array.ndim === 0)
    return raise({
      code: "shape",
      what: "a scalar has no axis to take apart",
      where: "unstack",
      fix: "pass an array with at least one dimension",
    });
  const place = normalizeAxis("unstack", axis, array.ndim);
  const shape = without(array.shape, [place]);
  return Array.from({ length: array.shape[place] as number }, (_, i) => reshapeTo(cut(array, place, i, i + 1), shape));
}

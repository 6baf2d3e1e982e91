/** Elements of an axis left out. */
import type { NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { joinAlong } from "./concatenate.js";
import { cut } from "./cut.js";
import { resolvePositions, type Positions } from "./insert.js";
import { reshapeTo } from "./reshape-to.js";

/**
 * A copy without the elements at the positions along an axis (the flattened array, if none is given). An argument error if a
 * position is out of range.
 * @example np.delete([1, 2, 3, 4], [0, -1]) // [2, 3]
 */
export function remove(x: Operand, at: Positions, { axis = null }: { axis?: number | null } = {}): NDArray {
  const given = toArray(x);
  const array = axis === null ? reshapeTo(given, [given.size]) : given;
  const along = axis === null ? 0 : normalizeAxis("delete", axis, array.ndim);
  const size = array.shape[along] as number;
  const gone = [...new Set(resolvePositions("delete", at, size, size - 1))].sort((a, b) => a - b);
  const bounds = [-1, ...gone, size];
  const pieces = bounds.slice(0, -1).flatMap((before, i) => {
    const [start, limit] = [before + 1, bounds[i + 1] as number];
    return limit > start ? [cut(array, along, start, limit)] : [];
  });
  return pieces.length === 0 ? cut(array, along, 0, 0) : joinAlong("delete", pieces, along);
}

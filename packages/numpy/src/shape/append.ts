/** Values put behind an array. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "../support/weak.js";
import { concatenate } from "./concatenate.js";

/**
 * `values` joined to the end of `x` along an axis; both flattened if none is given.
 * @example np.append([[1, 2]], [[3, 4]], { axis: 0 }) // [[1, 2], [3, 4]]
 */
export const append = (x: Operand, values: Operand, { axis = null }: { axis?: number | null } = {}): NDArray =>
  concatenate([x, values], { axis });

/** All elements along one axis. */
import type { NDArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { reshapeIn, type Order } from "./reshape.js";

/**
 * The elements along one axis, the last axis running fastest (`order: "F"`: the first).
 * @example np.ravel([[1, 2], [3, 4]]) // [1, 2, 3, 4]
 */
export function ravel(x: Operand, { order = "C" }: { order?: Order } = {}): NDArray {
  const array = toArray(x);
  return reshapeIn(array, [array.size], order);
}

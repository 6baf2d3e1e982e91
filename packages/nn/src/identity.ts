/** The activation that does nothing, for tables of activations. */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";

/**
 * x as an array, of its own type.
 * @example identity([1, 2]) // [1, 2]
 */
export const identity = (x: Operand): NDArray => np.asarray(x);

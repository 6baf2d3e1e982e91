/** Weights that are all equal. */
import { full } from "@fluxion/core";
import type { Initializer } from "./initializer.js";

/**
 * All 0; the key is not used.
 * @example initializers.zeros(random.key(0), [2]) // [0, 0]
 */
export const zeros: Initializer = (_, shape, dtype = "float32") => full(shape, 0, dtype);

/**
 * All 1; the key is not used.
 * @example initializers.ones(random.key(0), [2]) // [1, 1]
 */
export const ones: Initializer = (_, shape, dtype = "float32") => full(shape, 1, dtype);

/**
 * All `value`; the key is not used.
 * @example initializers.constant({ value: 0.25 })(random.key(0), [2]) // [0.25, 0.25]
 */
export const constant =
  ({ value }: { readonly value: number }): Initializer =>
  (_, shape, dtype = "float32") =>
    full(shape, value, dtype);

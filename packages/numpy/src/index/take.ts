/** Elements along one axis, at a list of positions. */
import type { NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { readPlan } from "./getitem.js";
import { lookupMode, type IndexMode } from "./modes.js";
import type { Part } from "./part.js";
import { integerIndices } from "./parts.js";
import { planParts } from "./plan.js";
import { Slice } from "./slice.js";

export interface TakeOptions {
  /** The axis taken along; the flattened array if not given (or null). */
  readonly axis?: number | null;
  /** What happens to indices beyond the ends: `fill` if not given. Negative indices count from the end, except in `clip`. */
  readonly mode?: IndexMode;
  /** What they give in mode `fill`: NaN, or for integers the smallest (unsigned: largest) value, if not given. */
  readonly fillValue?: number;
}

/** Indices replace the axis by their own axes. */
export function takeAt(
  where: string,
  x: NDArray,
  indices: unknown,
  axis: number,
  { mode = "fill", fillValue }: Omit<TakeOptions, "axis">,
): NDArray {
  const how = lookupMode(where, mode);
  const whole = Array.from({ length: axis }, (): Part => ({ kind: "slice", slice: new Slice(null, null, null) }));
  const plan = planParts([...whole, { kind: "array", indices: integerIndices(where, indices) }], x.shape, false);
  return readPlan(x, plan, mode === "clip" ? { ...how, negative: "as-is" } : how, fillValue);
}

/**
 * The elements of `x` at `indices` along an axis. The result has the shape of `x` with the axis replaced by the axes of the
 * indices. A dtype error if the indices are no integers, a shape error if there is no such axis.
 * @example np.take([10, 20, 30], [2, 0, -1]) // [30, 10, 30]
 * @example np.take([[1, 2], [3, 4]], [1, 1], { axis: 1 }) // [[2, 2], [4, 4]]
 */
export function take(x: Operand, indices: Operand, options: TakeOptions = {}): NDArray {
  const array = toArray(x);
  if (options.axis == null) return takeAt("take", reshapeTo(array, [array.size]), indices, 0, options);
  return takeAt("take", array, indices, normalizeAxis("take", options.axis, array.ndim), options);
}

/** Writes elements along one axis, at positions of their own for every place on the other axes. */
import { scatter, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { normalizeAxis } from "../support/axes.js";
import { broadcastFitting, broadcastTo } from "../support/broadcast.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { alongShape, indicesAlongAxis } from "./along-axis.js";
import { positions } from "./lookup.js";
import { lookupMode, type IndexMode } from "./modes.js";

export interface PutAlongOptions {
  /** What happens to indices beyond the ends: they are left out (`drop`) if not given. */
  readonly mode?: IndexMode;
}

/**
 * A copy of `x` in which `values` stand at `indices` along the axis (of the flattened array, if it is null). Indices broadcast
 * against `x` but for the axis, values against the indices.
 * @example np.putAlongAxis([[1, 2, 3]], [[2]], 9, 1) // [[1, 2, 9]]
 */
export function putAlongAxis(
  x: Operand,
  indices: Operand,
  values: Operand,
  axis: number | null,
  options: PutAlongOptions = {},
): NDArray {
  const where = "putAlongAxis";
  const array = toArray(x);
  const list = indicesAlongAxis(where, array, indices);
  if (axis === null) {
    const flat = putAlongAxis(reshapeTo(array, [array.size]), reshapeTo(list, [list.size]), values, 0, options);
    return reshapeTo(flat, array.shape);
  }
  const along = normalizeAxis(where, axis, array.ndim);
  const how = lookupMode(where, options.mode ?? "drop");
  const shape = alongShape(where, array, list, along);
  const others = shape.flatMap((_, i) => (i === along ? [] : [i]));
  const places = broadcastFitting(positions(list, array.shape[along] as number, how.negative), shape);
  return scatter(array, reshapeTo(places, [...shape, 1]), broadcastTo(toArray(values, array.dtype), shape), {
    updateWindowDims: [],
    insertedWindowDims: [along],
    scatterDimsToOperandDims: [along],
    operandBatchingDims: others,
    scatterIndicesBatchingDims: others,
    mode: how.mode === "fill" ? "drop" : how.mode,
    combine: "set",
    unique: false,
  });
}

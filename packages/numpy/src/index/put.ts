/** Writes values to positions of the flattened array. */
import { raise, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { resize } from "../shape/resize.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { integersLike } from "./known-integers.js";
import { lookupMode } from "./modes.js";
import { integerIndices } from "./parts.js";
import { planParts } from "./plan.js";
import { UPDATES } from "./updates.js";
import { writePlan } from "./write.js";

export interface PutOptions {
  /** What happens to indices beyond the ends: the nearest end (`clip`) if not given. */
  readonly mode?: "clip" | "wrap";
}

/**
 * A copy of `x` in which `values` (repeated as often as needed) stand at `indices` into the flattened array.
 * @example np.put([[1, 2], [3, 4]], [0, 3], [9, 8]) // [[9, 2], [3, 8]]
 */
export function put(x: Operand, indices: Operand, values: Operand, { mode = "clip" }: PutOptions = {}): NDArray {
  const array = toArray(x);
  const list = integerIndices("put", indices);
  const places = "dtype" in list ? list : integersLike(array, list.data, list.shape);
  const given = toArray(values, array.dtype);
  if (places.size > 0 && given.size === 0)
    raise({ code: "shape", what: `no values for ${places.size} places`, where: "put", fix: "give at least one value" });
  if (places.size === 0) return array;
  const flat = { kind: "array", indices: reshapeTo(places, [places.size]) } as const;
  const plan = planParts([flat], [array.size], false);
  const written = writePlan(
    reshapeTo(array, [array.size]),
    resize(given, places.size),
    plan,
    UPDATES.set,
    lookupMode("put", mode),
    false,
  );
  return reshapeTo(written, array.shape);
}

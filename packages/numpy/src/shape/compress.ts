/** Elements where a condition holds. */
import { raise, type NDArray } from "@fluxion/core";
import { integersLike } from "../index/known-integers.js";
import { takeAt } from "../index/take.js";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { knownValues } from "./known-values.js";
import { reshapeTo } from "./reshape-to.js";
import { sizedNonzero } from "./sized-nonzero.js";

export interface SizedOptions {
  /** Number of elements of the result: cut off there, or filled up. Needed where the condition is not known. */
  readonly size?: number;
  /** What fills up; 0 if not given. */
  readonly fillValue?: number;
}

/**
 * The parts of `x` along an axis (the flattened array, if none is given) where `condition` holds. The condition must be known,
 * or `size` given.
 * @example np.compress([true, false, true], [1, 2, 3]) // [1, 3]
 */
export function compress(
  condition: Operand,
  x: Operand,
  { axis = null, size, fillValue = 0 }: SizedOptions & { axis?: number | null } = {},
): NDArray {
  const given = toArray(x);
  const array = axis === null ? reshapeTo(given, [given.size]) : given;
  const along = axis === null ? 0 : normalizeAxis("compress", axis, array.ndim);
  const flags = toArray(condition);
  if (flags.ndim !== 1 || flags.size > (array.shape[along] as number))
    raise({
      code: "shape",
      what: `a condition of shape [${flags.shape.join(", ")}] does not fit an axis of size ${array.shape[along]}`,
      where: "compress",
      fix: "give one value per element of the axis",
    });
  if (size !== undefined)
    return takeAt("compress", array, sizedNonzero(flags, size), along, { mode: "fill", fillValue });
  const places = knownValues("compress", flags, "give `size`, or choose with np.where").flatMap((flag, i) =>
    flag ? [i] : [],
  );
  return takeAt("compress", array, integersLike(array, places, [places.length]), along, { mode: "promise" });
}

/**
 * The elements of the flattened array where the flattened condition holds; `size` as for `compress`.
 * @example np.extract([[true, false], [true, true]], [[1, 2], [3, 4]]) // [1, 3, 4]
 */
export function extract(condition: Operand, x: Operand, options: SizedOptions = {}): NDArray {
  const flags = toArray(condition);
  return compress(reshapeTo(flags, [flags.size]), x, options);
}

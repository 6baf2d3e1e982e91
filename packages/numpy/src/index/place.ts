/** Values written one after the other where a mask holds. */
import { cumsum, raise, rem, select, sub, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { convertTo } from "../support/convert.js";
import { scalarLike } from "../support/scalar.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { truth } from "../ufunc/logical.js";
import { takeAt } from "./take.js";

/**
 * A copy of `x` in which the places where `mask` holds have `values`, in order and repeated as often as needed. A shape error if mask and
 * array differ in size, or there are no values.
 * @example np.place([1, 2, 3, 4], [true, false, true, true], [8, 9]) // [8, 2, 9, 8]
 */
export function place(x: Operand, mask: Operand, values: Operand): NDArray {
  const array = toArray(x);
  const flags = truth(toArray(mask));
  const given = toArray(values, array.dtype);
  if (flags.size !== array.size || given.size === 0)
    raise({
      code: "shape",
      what: `a mask of shape [${flags.shape.join(", ")}] and ${given.size} values for an array of shape [${array.shape.join(", ")}]`,
      where: "place",
      fix: "give a mask of the array's size, and at least one value",
    });
  const flat = reshapeTo(flags, [array.size]);
  const order = sub(cumsum(convertTo(flat, "int32"), { axis: 0, reverse: false }), scalarLike(flat, 1, "int32"));
  const which = rem(order, scalarLike(order, given.size));
  const chosen = takeAt("place", reshapeTo(given, [given.size]), which, 0, { mode: "clip" });
  return reshapeTo(select(flat, chosen, reshapeTo(array, [array.size])), array.shape);
}

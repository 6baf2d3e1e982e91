/** Arrays of one shape joined along a new axis. */
import { raise, sameShape, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { joinAlong, operandList, type JoinOptions, type Operands } from "./concatenate.js";
import { reshapeTo } from "./reshape-to.js";

/** Joins arrays of one type along a new axis. */
export function stackArrays(where: string, arrays: readonly NDArray[], axis: number): NDArray {
  const [{ shape }] = arrays as readonly [NDArray];
  if (!arrays.every((x) => sameShape(x.shape, shape)))
    raise({
      code: "shape",
      what: `shapes ${arrays.map((x) => `[${x.shape.join(", ")}]`).join(" and ")} differ`,
      where,
      fix: "give arrays of one shape; np.concatenate joins along an axis they have",
    });
  const place = normalizeAxis(where, axis, shape.length + 1);
  const wide = [...shape.slice(0, place), 1, ...shape.slice(place)];
  return joinAlong(
    where,
    arrays.map((x) => reshapeTo(x, wide)),
    place,
  );
}

/**
 * Arrays of one shape joined along a new axis, whose place is counted in the result. A shape error if shapes differ.
 * @example np.stack([[1, 2], [3, 4]], { axis: 1 }) // [[1, 3], [2, 4]]
 */
export const stack = (xs: Operands, { axis = 0, dtype }: JoinOptions = {}): NDArray =>
  stackArrays("stack", operandList("stack", xs, dtype), axis);

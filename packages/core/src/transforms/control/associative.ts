/** Prefix results of any associative function, in logarithmically many steps. */
import { raise } from "../../errors.js";
import type { NDArray } from "../../ir/value.js";
import { associativeScan as combineAlong } from "../../primitives/associative.js";
import { reverse as reverseAxes } from "../../primitives/reverse.js";
import { requireFunction } from "../../trace/asarray.js";
import { unflatten } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { flattenArrays } from "../call.js";
import { frontAxis } from "../vmap.js";

export interface AssociativeScanOptions {
  /** From the end to the start. */
  readonly reverse?: boolean;
  /** 0 if not given. */
  readonly axis?: number;
}

/**
 * Results of combining the first 1, 2, … elements along an axis with an associative function of whole slices.
 * Source: G. Blelloch, "Prefix sums and their applications" (1990).
 * @example associativeScan((a, b) => np.multiply(a, b), np.array([1, 2, 3, 4])) // [1, 2, 6, 24]
 */
export function associativeScan<X>(
  combine: (a: Arrays<X>, b: Arrays<X>) => unknown,
  xs: Accepts<X> | X,
  options: AssociativeScanOptions = {},
): Arrays<X> {
  requireFunction("associativeScan", combine);
  const { leaves, structure } = flattenArrays("associativeScan", xs);
  const [first] = leaves;
  if (first === undefined)
    return raise({
      code: "argument",
      what: "there are no arrays to scan",
      where: "associativeScan",
      fix: "give at least one array",
    });
  const axis = frontAxis("associativeScan", options.axis ?? 0, first.ndim);
  const turn = (list: readonly NDArray[]): NDArray[] =>
    options.reverse === true ? list.map((x) => reverseAxes(x, { axes: [axis] })) : [...list];
  const flat = (a: readonly NDArray[], b: readonly NDArray[]): NDArray[] =>
    flattenArrays(
      "associativeScan",
      combine(unflatten(structure, a) as Arrays<X>, unflatten(structure, b) as Arrays<X>),
    ).leaves;
  return unflatten(structure, turn(combineAlong(flat, turn(leaves), axis) as NDArray[])) as Arrays<X>;
}

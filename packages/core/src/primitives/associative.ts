/** Running combinations of the elements along an axis, by combining neighbours in a tree: n combinations in log n rounds. */
import { sameShape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { raise } from "../errors.js";
import { list } from "./guard.js";
import { placeSlices, sliceAxis } from "./slice.js";

/** Combines what stands before with what follows; called on whole ranges of elements at once. */
export type Combine = (before: readonly NDArray[], after: readonly NDArray[]) => readonly NDArray[];

/** Puts the first element, the others at even places and those at odd places together. */
function interleave(first: NDArray, evens: NDArray | undefined, odds: NDArray, axis: number, length: number): NDArray {
  const at = (start: number, stride: number): { starts: number[]; strides: number[] } => ({
    starts: first.shape.map((_, i) => (i === axis ? start : 0)),
    strides: first.shape.map((_, i) => (i === axis ? stride : 1)),
  });
  const shape = first.shape.map((n, i) => (i === axis ? length : n));
  return evens === undefined
    ? placeSlices([first, odds], { shape, boxes: [at(0, 1), at(1, 2)] })
    : placeSlices([first, odds, evens], { shape, boxes: [at(0, 1), at(1, 2), at(2, 2)] });
}

/**
 * Element i of the result combines elements 0 … i, for an associative `combine`. All arrays have the same size along `axis`.
 * Source: G. Blelloch, "Prefix sums and their applications" (1990).
 */
export function associativeScan(combine: Combine, xs: readonly NDArray[], axis: number): readonly NDArray[] {
  const length = xs[0]?.shape[axis] ?? 0;
  if (length < 2) return xs;
  const every = (ys: readonly NDArray[], start: number, limit: number, stride: number): NDArray[] =>
    ys.map((y) => sliceAxis(y, axis, start, limit, stride));
  const pairs = combine(every(xs, 0, length - 1, 2), every(xs, 1, length, 2));
  const bad = pairs.findIndex(
    (pair, i) =>
      !sameShape(
        pair.shape,
        (xs[i] as NDArray).shape.map((n, k) => (k === axis ? length >> 1 : n)),
      ),
  );
  if (bad >= 0 || pairs.length !== xs.length)
    return raise({
      code: "shape",
      what: `combining ranges of ${length >> 1} elements gave ${pairs.map((pair) => list(pair.shape)).join(" and ")}, expected the shapes of the operands`,
      where: "associativeScan",
      fix: "return one array per operand, with the shapes of the arguments",
    });
  const odds = associativeScan(combine, pairs, axis);
  const before = every(odds, 0, (length - 1) >> 1, 1);
  const evens = length > 2 ? combine(before, every(xs, 2, length, 2)) : [];
  return xs.map((x, i) => interleave(sliceAxis(x, axis, 0, 1), evens[i], odds[i] as NDArray, axis, length));
}

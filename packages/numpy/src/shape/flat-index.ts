/** Indices into the flattened array as indices along the axes, and back. */
import { add, clamp, div, lt, mul, NDArray, raise, rem, select, sizeOf, stridesOf, type Shape } from "@fluxion/core";
import { toShape } from "../creation/shape-option.js";
import { indicesAlongAxis } from "../index/along-axis.js";
import { broadcastArrays } from "../support/broadcast.js";
import { requireList } from "../support/list.js";
import { scalarLike } from "../support/scalar.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { knownValues } from "./known-values.js";

const toIndices = (where: string, x: Operand): NDArray =>
  indicesAlongAxis(where, x instanceof NDArray ? x : toArray(0), x);
const fill = (like: NDArray, value: number): NDArray => scalarLike(like, value, "int32");
const bound = (x: NDArray, low: number, high: number): NDArray => clamp(fill(x, low), x, fill(x, high));

/**
 * For indices into the flattened array, the indices along each axis of `shape`: a list of int32 arrays. Negative ones count
 * from the end, those beyond the ends mean the ends.
 * @example np.unravelIndex([5, 0], [2, 3]) // [[1, 0], [2, 0]]
 */
export function unravelIndex(indices: Operand, shape: number | Shape): NDArray[] {
  const sizes = toShape("unravelIndex", shape);
  const size = sizeOf(sizes);
  const list = bound(toIndices("unravelIndex", indices), -size, size - 1);
  const flat = select(lt(list, fill(list, 0)), add(list, fill(list, size)), list);
  return stridesOf(sizes).map((stride, axis) =>
    rem(div(flat, fill(flat, Math.max(stride, 1))), fill(flat, Math.max(sizes[axis] as number, 1))),
  );
}

export interface RavelOptions {
  /** What happens to indices beyond the ends: an error (if not given), the nearest end, or modulo the size. */
  readonly mode?: "raise" | "clip" | "wrap";
  /** "C": the last axis runs fastest; "F": the first. */
  readonly order?: "C" | "F";
}

function inRange(list: NDArray, size: number, mode: RavelOptions["mode"]): NDArray {
  if (mode === "clip") return bound(list, 0, size - 1);
  if (mode === "wrap") {
    const rest = rem(list, fill(list, size));
    return select(lt(rest, fill(rest, 0)), add(rest, fill(rest, size)), rest);
  }
  const outside = knownValues("ravelMultiIndex", list, 'use mode "clip" or "wrap"').find((i) => i < 0 || i >= size);
  if (outside !== undefined)
    raise({
      code: "argument",
      what: `index ${outside} is out of range for an axis of size ${size}`,
      where: "ravelMultiIndex",
      fix: 'use mode "clip" or "wrap"',
    });
  return list;
}

/**
 * For indices along each axis of `shape`, the indices into the flattened array, int32. An argument error if one is out of
 * range, unless a mode says what to do.
 * @example np.ravelMultiIndex([[1, 0], [2, 0]], [2, 3]) // [5, 0]
 */
export function ravelMultiIndex(
  indices: readonly Operand[],
  shape: Shape,
  { mode = "raise", order = "C" }: RavelOptions = {},
): NDArray {
  if (
    requireList("ravelMultiIndex", "indices", indices).length !== requireList("ravelMultiIndex", "sizes", shape).length
  )
    raise({
      code: "argument",
      what: `${indices.length} index arrays for ${shape.length} axes`,
      where: "ravelMultiIndex",
      fix: "give one index array per axis",
    });
  const strides = order === "C" ? stridesOf(shape) : stridesOf(shape.toReversed()).reverse();
  const lists = broadcastArrays(...indices.map((list) => toIndices("ravelMultiIndex", list)));
  const [first] = lists;
  if (first === undefined) return toArray(0, "int32");
  return lists
    .map((list, axis) => mul(inRange(list, shape[axis] as number, mode), fill(list, strides[axis] as number)))
    .reduce((total, part) => add(total, part));
}

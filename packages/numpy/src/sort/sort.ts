/** Sorting. All sorts are stable, put NaN last, and −0 beside 0. */
import * as core from "@fluxion/core";
import { raise, reshape, reverse, type NDArray } from "@fluxion/core";
import { broadcastArrays, normalizeAxis, toArray, type Operand } from "../support/index.js";

export interface SortOptions {
  /** The axis sorted along, the last one if not given; `null` for the flattened array. */
  axis?: number | null;
  /** Whether large elements come first (NaN before all); equal ones keep their order. */
  descending?: boolean;
  /** Every sort is stable. */
  stable?: boolean;
}

/** The array and the axis that are sorted. */
export function along(where: string, x: Operand, axis: number | null): { array: NDArray; axis: number } {
  const array = toArray(x);
  if (axis === null) return { array: reshape(array, { shape: [array.size] }), axis: 0 };
  return { array, axis: normalizeAxis(where, axis, array.ndim) };
}

/** Sorts the arrays by the first of them. To keep the order of equals, descending sorts are those of the reversed array, reversed. */
function sortBy(arrays: readonly NDArray[], axis: number, descending: boolean): readonly NDArray[] {
  if (!descending) return core.sort(arrays, { axis, keys: 1 });
  const turn = (x: NDArray): NDArray => reverse(x, { axes: [axis] });
  return core.sort(arrays.map(turn), { axis, keys: 1 }).map(turn);
}

/**
 * The elements in ascending order along an axis.
 * @example np.sort([3, 1, 2]) // [1, 2, 3]
 */
export function sort(x: Operand, options: SortOptions = {}): NDArray {
  const { array, axis } = along("sort", x, options.axis === undefined ? -1 : options.axis);
  return sortBy([array], axis, options.descending === true)[0] as NDArray;
}

/**
 * The indices, as int32, that put the elements in ascending order along an axis.
 * @example np.argsort([3, 1, 2]) // [1, 2, 0]
 */
export function argsort(x: Operand, options: SortOptions = {}): NDArray {
  const { array, axis } = along("argsort", x, options.axis === undefined ? -1 : options.axis);
  return sortBy([array, core.indicesAlong(array, axis)], axis, options.descending === true)[1] as NDArray;
}

/**
 * The indices, as int32, that sort by several keys: the last is the most important.
 * @example np.lexsort([[2, 1, 1], [1, 1, 0]]) // [2, 1, 0]
 */
export function lexsort(keys: Operand | readonly Operand[], { axis = -1 }: { axis?: number } = {}): NDArray {
  const rows = Array.isArray(keys)
    ? (keys as readonly Operand[]).map((key) => toArray(key))
    : unstacked(toArray(keys as Operand));
  const [first, ...others] = broadcastArrays(...rows);
  if (first === undefined)
    return raise({ code: "argument", what: "no keys to sort by", where: "lexsort", fix: "give at least one key" });
  const position = normalizeAxis("lexsort", axis, first.ndim);
  const sorted = core.sort([...others.reverse(), first, core.indicesAlong(first, position)], {
    axis: position,
    keys: others.length + 1,
  });
  return sorted.at(-1) as NDArray;
}

const unstacked = (x: NDArray): NDArray[] =>
  Array.from({ length: x.shape[0] ?? 0 }, (_, i) =>
    reshape(core.sliceAxis(x, 0, i, i + 1), { shape: x.shape.slice(1) }),
  );

/**
 * The elements with the one at place `kth` where sorting would put it, smaller ones before and larger ones after it.
 * @example np.partition([3, 1, 2], 1) // [1, 2, 3]
 */
export const partition = (x: Operand, kth: number, { axis = -1 }: { axis?: number | null } = {}): NDArray =>
  sort(x, { axis: checkPlace("partition", x, kth, axis) });

/**
 * The indices, as int32, that partition the elements as `partition` does.
 * @example np.argpartition([3, 1, 2], 1) // [1, 2, 0]
 */
export const argpartition = (x: Operand, kth: number, { axis = -1 }: { axis?: number | null } = {}): NDArray =>
  argsort(x, { axis: checkPlace("argpartition", x, kth, axis) });

/** The axis, if the place lies on it. */
function checkPlace(where: string, x: Operand, kth: number, axis: number | null): number | null {
  const { array, axis: position } = along(where, x, axis);
  const length = array.shape[position] as number;
  if (!Number.isInteger(kth) || kth < -length || kth >= length)
    raise({
      code: "argument",
      what: `there is no place ${kth} among ${length} elements`,
      where,
      fix: `give a place from ${-length} to ${length - 1}`,
    });
  return axis;
}

/**
 * [values, indices] of the k largest elements along an axis (the last one), in descending order; indices are int32.
 * @example np.topK([1, 5, 3], 2) // [[5, 3], [1, 2]]
 */
export function topK(x: Operand, k: number, { axis = -1 }: { axis?: number } = {}): [NDArray, NDArray] {
  const array = toArray(x);
  const position = normalizeAxis("topK", axis, array.ndim);
  const last = array.ndim - 1;
  const [values, indices] = core.topK(core.moveAxis(array, position, last), { k }) as [NDArray, NDArray];
  return [core.moveAxis(values, last, position), core.moveAxis(indices, last, position)];
}

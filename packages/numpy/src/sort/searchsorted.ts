/** Where elements would stand in a sorted list. */
import * as core from "@fluxion/core";
import { isFloat, raise, type NDArray } from "@fluxion/core";
import { convertTo, promote, scalarLike, toArray, type Operand } from "../support/index.js";
import { pick, place } from "./pick.js";

export interface SearchOptions {
  /** Among equal elements, before the first ("left", if not given) or after the last ("right"). */
  side?: "left" | "right";
  /** The indices that sort the list, if it is not sorted. */
  sorter?: Operand;
}

/** x < y in the order of sorting: NaN after all numbers. */
function before(x: NDArray, y: NDArray): NDArray {
  if (!isFloat(x.dtype)) return core.lt(x, y);
  return core.or(core.lt(x, y), core.and(core.eq(x, x), core.ne(y, y)));
}

/** Whether an element of the list stands before the place of what is sought. */
const precedes = (element: NDArray, sought: NDArray, side: "left" | "right"): NDArray =>
  side === "left" ? before(element, sought) : core.not(before(sought, element));

/** By steps of falling powers of two: each is taken if the element that it leads past stands before. */
function byHalving(list: NDArray, sought: NDArray, side: "left" | "right"): NDArray {
  const n = list.size;
  let position = scalarLike(sought, 0, "int32");
  for (let step = 2 ** Math.floor(Math.log2(Math.max(1, n))); step >= 1; step /= 2) {
    const last = core.add(position, step - 1);
    const taken = core.and(core.lt(last, n), precedes(pick(list, last), sought, side));
    position = core.select(taken, core.add(position, step), position);
  }
  return position;
}

/** By sorting both together: an element's place is how many of the list come before it. */
function bySorting(list: NDArray, sought: NDArray, side: "left" | "right"): NDArray {
  const flat = core.reshape(sought, { shape: [sought.size] });
  const [first, second] = side === "left" ? [flat, list] : [list, flat];
  const all = core.concatenate([first, second], { axis: 0 });
  const [, order] = core.sort([all, core.indicesAlong(all, 0)], { axis: 0, keys: 1 }) as [NDArray, NDArray];
  const fromFirst = core.lt(order, first.size);
  const fromList = core.convert(side === "left" ? core.not(fromFirst) : fromFirst, { dtype: "int32" });
  const counts = core.cumsum(fromList, { axis: 0, reverse: false });
  const places = place(core.zerosLike(counts), order, counts, "set", true);
  const start = side === "left" ? 0 : list.size;
  return core.reshape(core.sliceAxis(places, 0, start, start + flat.size), { shape: sought.shape });
}

/**
 * The index, as int32, at which each element of `v` would have to be put in to keep the sorted vector in order; NaN goes last.
 * @example np.searchsorted([1, 2, 3], [2, 2.5]) // [1, 2]
 */
export function searchsorted(sorted: Operand, v: Operand, { side = "left", sorter }: SearchOptions = {}): NDArray {
  const [list, sought] = promote(sorted, v) as [NDArray, NDArray];
  if (list.ndim !== 1)
    raise({
      code: "shape",
      what: `a list of shape [${list.shape.join(", ")}]`,
      where: "searchsorted",
      fix: "pass a vector",
    });
  const ordered = sorter === undefined ? list : pick(list, convertTo(toArray(sorter), "int32"));
  if (list.size === 0) return scalarLike(sought, 0, "int32");
  const halvings = sought.size * Math.log2(list.size + 1);
  return halvings > 3 * (list.size + sought.size) ? bySorting(ordered, sought, side) : byHalving(ordered, sought, side);
}

/**
 * The number of the bin, as int32, in which each element lies, for bounds that rise or fall: 0 before the first. A bound belongs to
 * the bin above it, or with `right` to that below it.
 * @example np.digitize([0.5, 1, 2.5], [1, 2]) // [0, 1, 2]
 */
export function digitize(x: Operand, bins: Operand, { right = false }: { right?: boolean } = {}): NDArray {
  const [values, bounds] = promote(x, bins) as [NDArray, NDArray];
  if (bounds.ndim !== 1)
    raise({
      code: "shape",
      what: `bounds of shape [${bounds.shape.join(", ")}]`,
      where: "digitize",
      fix: "pass a vector",
    });
  const side = right ? "left" : "right";
  const rising = searchsorted(bounds, values, { side });
  const n = bounds.size;
  if (n < 2) return rising;
  const flipped = core.reverse(bounds, { axes: [0] });
  const falling = core.sub(n, searchsorted(flipped, values, { side }));
  const isRising = core.ge(core.sliceAxis(bounds, 0, n - 1, n), core.sliceAxis(bounds, 0, 0, 1));
  const choice = core.broadcast(core.reshape(isRising, { shape: [] }), {
    shape: rising.shape,
    axes: rising.shape.map((_, i) => i),
  });
  return core.select(choice, rising, falling);
}

/** Arrays of indices as one array of index vectors, as gather and scatter take them. */
import { add, concatenate, lt, NDArray, rem, select, sizeOf } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { broadcastFitting } from "../support/broadcast.js";
import { convertTo } from "../support/convert.js";
import { integersLike } from "./known-integers.js";
import type { LookupMode } from "./modes.js";
import type { KnownIntegers } from "./part.js";
import type { Lookup } from "./plan.js";

function position(index: number, size: number, negative: LookupMode["negative"]): number {
  if (negative === "modulo") return size === 0 ? 0 : ((index % size) + size) % size;
  return index < 0 && negative === "from-end" ? index + size : index;
}

/** The same for indices that are only known when the program runs. */
export function positions(indices: NDArray, size: number, negative: LookupMode["negative"]): NDArray {
  const i = convertTo(indices, "int32");
  if (negative === "as-is") return i;
  const from = negative === "modulo" && size > 0 ? rem(i, size) : i;
  return select(lt(from, 0), add(from, size), from);
}

const isKnown = (indices: NDArray | KnownIntegers): indices is KnownIntegers => !(indices instanceof NDArray);

/** Index vectors along the last axis, and whether they are known to lie inside of `shape`. */
export function indexVectors(
  x: NDArray,
  { axes, indices, shape }: Lookup,
  negative: LookupMode["negative"],
): { vectors: NDArray; inside: boolean } {
  const [only] = indices;
  const placed = indices.map((list, k) => {
    const size = x.shape[axes[k] as number] as number;
    return isKnown(list)
      ? { ...list, data: list.data.map((index) => position(index, size, negative)) }
      : positions(list, size, negative);
  });
  const inside = placed.every(
    (list, k) => isKnown(list) && list.data.every((i) => i >= 0 && i < (x.shape[axes[k] as number] as number)),
  );
  if (only !== undefined && placed.every((list) => isKnown(list) && sizeOf(list.shape) === sizeOf(shape))) {
    const lists = placed as readonly KnownIntegers[];
    const flat = Array.from(
      { length: sizeOf(shape) * lists.length },
      (_, n) => (lists[n % lists.length] as KnownIntegers).data[Math.floor(n / lists.length)] as number,
    );
    return { vectors: integersLike(x, flat, [...shape, lists.length]), inside };
  }
  const columns = placed.map((list) => {
    const array = isKnown(list) ? integersLike(x, list.data, list.shape) : list;
    return reshapeTo(broadcastFitting(array, shape), [...shape, 1]);
  });
  return {
    vectors: columns.length === 1 ? (columns[0] as NDArray) : concatenate(columns, { axis: shape.length }),
    inside,
  };
}

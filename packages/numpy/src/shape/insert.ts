/** Values inserted between the elements of an axis. */
import { raise, type NDArray } from "@fluxion/core";
import { Slice, runOf } from "../index/slice.js";
import { normalizeAxis } from "../support/axes.js";
import { broadcastTo } from "../support/broadcast.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { joinAlong } from "./concatenate.js";
import { cut } from "./cut.js";
import { knownValues } from "./known-values.js";
import { moveOne } from "./permute.js";
import { reshapeTo } from "./reshape-to.js";

/** Positions along an axis: an integer, a slice, or a list. Negative ones count from the end. */
export type Positions = number | Slice | Operand;

/** Positions counted from the front; a typed error if one is out of range. */
export function resolvePositions(where: string, at: Positions, size: number, last: number): number[] {
  if (at instanceof Slice) {
    const { start, count, stride } = runOf(at, size);
    return Array.from({ length: count }, (_, i) => start + i * stride);
  }
  const values =
    typeof at === "number" ? [at] : knownValues(where, at, "give positions that are known: numbers or a list");
  return values.map((value) => {
    const position = value < 0 ? value + size : value;
    if (Number.isInteger(position) && position >= 0 && position <= last) return position;
    return raise({
      code: "argument",
      what: `position ${value} is out of range for an axis of size ${size}`,
      where,
      fix: `use positions from ${-size} to ${last}`,
    });
  });
}

/**
 * A copy with `values` before the positions along an axis (the flattened array, if none is given). Positions are those of the
 * original array. Values broadcast against the places.
 * @example np.insert([1, 2, 3], 1, 9) // [1, 9, 2, 3]
 * @example np.insert([[1, 2], [3, 4]], 1, [8, 9], { axis: 1 }) // [[1, 8, 2], [3, 9, 4]]
 */
export function insert(
  x: Operand,
  at: Positions,
  values: Operand,
  { axis = null }: { axis?: number | null } = {},
): NDArray {
  const given = toArray(x);
  const array = axis === null ? reshapeTo(given, [given.size]) : given;
  const along = axis === null ? 0 : normalizeAxis("insert", axis, array.ndim);
  const size = array.shape[along] as number;
  const places = resolvePositions("insert", at, size, size);
  const order = places.map((_, i) => i).sort((a, b) => (places[a] as number) - (places[b] as number) || a - b);
  const wanted = toArray(values, array.dtype);
  const full = reshapeTo(wanted, [
    ...new Array<number>(Math.max(0, array.ndim - wanted.ndim)).fill(1),
    ...wanted.shape,
  ]);
  // Before a single position all of the values' first axis is inserted, as NumPy has it.
  const rows = typeof at === "number" ? moveOne(full, 0, along) : full;
  const count = typeof at === "number" ? (rows.shape[along] as number) : places.length;
  const fitted = broadcastTo(
    rows,
    array.shape.map((n, i) => (i === along ? count : n)),
  );
  if (typeof at === "number") {
    const [place] = places as [number];
    return joinAlong("insert", [cut(array, along, 0, place), fitted, cut(array, along, place, size)], along);
  }
  const pieces: NDArray[] = [];
  let from = 0;
  for (const k of order) {
    pieces.push(cut(array, along, from, places[k] as number), cut(fitted, along, k, k + 1));
    from = places[k] as number;
  }
  return joinAlong("insert", [...pieces, cut(array, along, from, size)], along);
}

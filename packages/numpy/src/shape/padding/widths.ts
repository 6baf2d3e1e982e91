/** Pairs of settings, one for each axis: before and after. */
import { raise, type NDArray } from "@fluxion/core";
import { broadcastFitting } from "../../support/broadcast.js";
import { requireList } from "../../support/list.js";
import { isScalar, toArray } from "../../support/to-array.js";
import type { Operand } from "../../support/weak.js";
import { cut } from "../cut.js";
import { reshapeTo } from "../reshape-to.js";

export type Pairs<T> = T | readonly [T] | readonly [T, T] | readonly (readonly [T] | readonly [T, T])[];

/** A number for all, a pair for all axes, or one pair per axis. */
export function numberPairs(what: string, given: Pairs<number>, rank: number): (readonly [number, number])[] {
  const rows = (
    typeof given === "number"
      ? [[given, given]]
      : requireList<unknown>("pad", what, given).some((row) => Array.isArray(row))
        ? given
        : [given]
  ) as readonly (readonly number[])[];
  const pairs = rows.map((row): readonly [number, number] => [
    row[0] as number,
    (row.length === 1 ? row[0] : row[1]) as number,
  ]);
  const fits = rows.every(
    (row) => Array.isArray(row) && (row.length === 1 || row.length === 2) && row.every((n) => typeof n === "number"),
  );
  if (!fits || (pairs.length !== 1 && pairs.length !== rank))
    raise({
      code: "argument",
      what: `${what} is ${JSON.stringify(given)} for ${rank} axes`,
      where: "pad",
      fix: "give a number, a pair [before, after], or one pair per axis",
    });
  return pairs.length === rank ? pairs : Array.from({ length: rank }, () => pairs[0] as readonly [number, number]);
}

/** How many elements to put before and after each axis. */
export function padWidths(given: Pairs<number>, rank: number): (readonly [number, number])[] {
  const widths = numberPairs("padWidth", given, rank);
  if (widths.flat().some((n) => !Number.isInteger(n) || n < 0))
    raise({
      code: "argument",
      what: `padWidth is ${JSON.stringify(given)}`,
      where: "pad",
      fix: "use integers of at least 0; slice to make an array smaller",
    });
  return widths;
}

/** The same for values, which may be traced: scalars of the array's element type. A plain number for all stays one. */
export function valuePairs(given: Operand, like: NDArray): number | (readonly [NDArray, NDArray])[] {
  if (typeof given === "number") return given;
  if (isScalar(given)) return Number(typeof given === "boolean" ? given : given.value);
  const array = toArray(given, like.dtype);
  if (array.ndim > 2)
    raise({
      code: "shape",
      what: `values of shape [${array.shape.join(", ")}] for ${like.ndim} axes`,
      where: "pad",
      fix: "give a number, a pair [before, after], or one pair per axis",
    });
  const wide = broadcastFitting(array, [like.ndim, 2]);
  const one = (axis: number, side: number): NDArray =>
    reshapeTo(cut(cut(wide, 0, axis, axis + 1), 1, side, side + 1), []);
  return like.shape.map((_, axis) => [one(axis, 0), one(axis, 1)] as const);
}

/** Axes moved to other places, the rest in order. */
import { raise, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { permute } from "./permute.js";

function placesOf(what: string, axes: number | readonly number[], rank: number): number[] {
  const places = [axes].flat().map((axis) => normalizeAxis("moveaxis", axis, rank));
  if (new Set(places).size !== places.length)
    raise({
      code: "shape",
      what: `${what} [${places.join(", ")}] names an axis twice`,
      where: "moveaxis",
      fix: "name each axis once",
    });
  return places;
}

/**
 * Axis `source[i]` becomes axis `destination[i]`. A shape error if the lists differ in length or name an axis twice.
 * @example np.moveaxis(np.ones([2, 3, 4]), 0, -1).shape // [3, 4, 2]
 */
export function moveaxis(
  x: Operand,
  source: number | readonly number[],
  destination: number | readonly number[],
): NDArray {
  const array = toArray(x);
  const from = placesOf("source", source, array.ndim);
  const to = placesOf("destination", destination, array.ndim);
  if (from.length !== to.length)
    raise({
      code: "argument",
      what: `${from.length} source axes and ${to.length} destinations`,
      where: "moveaxis",
      fix: "give one destination for each source",
    });
  const rest = array.shape.map((_, axis) => axis).filter((axis) => !from.includes(axis));
  const permutation = array.shape.map((_, axis) => {
    const k = to.indexOf(axis);
    return k >= 0 ? (from[k] as number) : (rest.shift() as number);
  });
  return permute(array, permutation);
}

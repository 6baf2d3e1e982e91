/** Axis options: one axis, several, or none for all; negative ones count from the end. */
import { raise } from "@fluxion/core";
import { requireList, shown } from "./list.js";

/** `null` and `undefined` mean all axes. */
export type AxisOption = number | readonly number[] | null | undefined;

/** One axis from 0 to rank − 1; a typed error if it is out of range. */
export function normalizeAxis(where: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    return raise({
      code: "shape",
      what: `axis ${shown(axis)} is out of range for an array of ${rank} dimensions`,
      where,
      fix: rank === 0 ? "pass an array with at least one dimension" : `use an axis from ${-rank} to ${rank - 1}`,
    });
  return axis < 0 ? axis + rank : axis;
}

/** Axes in ascending order, all of them for null; a typed error if one is out of range or named twice. */
export function normalizeAxes(where: string, axis: AxisOption, rank: number): number[] {
  if (axis == null) return Array.from({ length: rank }, (_, i) => i);
  if (typeof axis === "number") return [normalizeAxis(where, axis, rank)];
  const axes = requireList(where, "axes", axis).map((a) => normalizeAxis(where, a, rank));
  if (new Set(axes).size !== axes.length)
    raise({ code: "shape", what: `axes [${axis.join(", ")}] name an axis twice`, where, fix: "name each axis once" });
  return axes.sort((a, b) => a - b);
}

/** The shape with the given axes kept as axes of size 1. */
export const keptShape = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.map((size, axis) => (axes.includes(axis) ? 1 : size));

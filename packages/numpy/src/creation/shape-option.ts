/** Shapes as users give them: a number for one axis, or a list. */
import { raise, type Shape } from "@fluxion/core";
import { requireList, shown } from "../support/list.js";

export type ShapeOption = number | Shape;

/** A list of sizes; an argument error unless all are whole numbers of at least 0. */
export function toShape(where: string, shape: ShapeOption): readonly number[] {
  const sizes = typeof shape === "number" ? [shape] : requireList(where, "sizes", shape);
  if (!sizes.every((size) => Number.isInteger(size) && size >= 0))
    raise({
      code: "argument",
      what: `[${sizes.map(shown).join(", ")}] is not a shape`,
      where,
      fix: "give whole numbers of at least 0",
    });
  return sizes;
}

/** Zeros at the ends of a list left out. */
import { raise, type NDArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { cut } from "./cut.js";
import { knownValues } from "./known-values.js";

/**
 * A list without the zeros in front ("f"), at the back ("b") or both ("fb", if not given). Its values must be known. A shape
 * error if it does not have one dimension.
 * @example np.trimZeros([0, 0, 1, 0, 2, 0]) // [1, 0, 2]
 */
export function trimZeros(x: Operand, { trim = "fb" }: { trim?: string } = {}): NDArray {
  const array = toArray(x);
  if (typeof trim !== "string")
    raise({ code: "argument", what: `trim is a ${typeof trim}`, where: "trimZeros", fix: 'use "f", "b" or "fb"' });
  if (array.ndim !== 1)
    raise({
      code: "shape",
      what: `one dimension is needed, got shape [${array.shape.join(", ")}]`,
      where: "trimZeros",
      fix: "flatten it with np.ravel",
    });
  const values = knownValues("trimZeros", array, "trim outside of the transform");
  const first = values.findIndex((value) => value !== 0);
  const last = values.findLastIndex((value) => value !== 0);
  if (first < 0) return cut(array, 0, 0, 0);
  const ends = trim.toLowerCase();
  return cut(array, 0, ends.includes("f") ? first : 0, ends.includes("b") ? last + 1 : array.size);
}

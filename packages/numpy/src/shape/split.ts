/** Arrays cut into pieces along an axis. */
import { raise, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { requireList } from "../support/list.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { cut } from "./cut.js";

/** A number of pieces, or the positions where to cut (as in slices: negative ones count from the end). */
export type Sections = number | readonly number[];

/** The positions at which pieces begin, and at last the end. */
function boundaries(where: string, sections: Sections, size: number, equal: boolean): number[] {
  if (typeof sections !== "number") {
    const position = (n: number): number => Math.min(size, Math.max(0, n < 0 ? n + size : n));
    return [0, ...requireList(where, "positions", sections).map(position), size];
  }
  if (!Number.isInteger(sections) || sections < 1)
    raise({
      code: "argument",
      what: `cannot cut into ${sections} pieces`,
      where,
      fix: "give a positive number of pieces, or a list of positions",
    });
  if (equal && size % sections !== 0)
    raise({
      code: "shape",
      what: `an axis of size ${size} does not divide into ${sections} equal pieces`,
      where,
      fix: "use np.arraySplit, or a list of positions",
    });
  const [part, longer] = [Math.floor(size / sections), size % sections];
  return Array.from({ length: sections + 1 }, (_, i) => i * part + Math.min(i, longer));
}

export function splitAlong(where: string, x: NDArray, sections: Sections, axis: number, equal: boolean): NDArray[] {
  const place = normalizeAxis(where, axis, x.ndim);
  const bounds = boundaries(where, sections, x.shape[place] as number, equal);
  return bounds.slice(0, -1).map((start, i) => cut(x, place, start, Math.max(start, bounds[i + 1] as number)));
}

/**
 * Equal pieces along an axis (0 if not given), or pieces between the given positions. A shape error if the axis does not divide.
 * @example np.split([1, 2, 3, 4], 2) // [[1, 2], [3, 4]]
 * @example np.split([1, 2, 3, 4], [1, 2]) // [[1], [2], [3, 4]]
 */
export const split = (x: Operand, sections: Sections, { axis = 0 }: { axis?: number } = {}): NDArray[] =>
  splitAlong("split", toArray(x), sections, axis, true);

/**
 * As `split`, but the first pieces may be one element longer.
 * @example np.arraySplit([1, 2, 3], 2) // [[1, 2], [3]]
 */
export const arraySplit = (x: Operand, sections: Sections, { axis = 0 }: { axis?: number } = {}): NDArray[] =>
  splitAlong("arraySplit", toArray(x), sections, axis, false);

/** Lists of coefficients, the highest power first. */
import { raise, type NDArray } from "@fluxion/core";
import { atleast1d } from "../shape/atleast.js";
import { pad } from "../shape/pad.js";
import { promote } from "../support/promote.js";
import type { Operand } from "../support/weak.js";

/** Two lists of their common type; a shape error if they are none. */
export function coefficientLists(where: string, p: Operand, q: Operand): [NDArray, NDArray] {
  const [a, b] = promote(p, q).map((list) => atleast1d(list)) as [NDArray, NDArray];
  const other = [a, b].find((list) => list.ndim !== 1);
  if (other !== undefined)
    raise({
      code: "shape",
      what: `coefficients have shape [${other.shape.join(", ")}]`,
      where,
      fix: "pass lists of coefficients",
    });
  return [a, b];
}

/** With zeros for higher powers, so that both lists have the same length. */
export function equalLength([a, b]: readonly [NDArray, NDArray]): [NDArray, NDArray] {
  const length = Math.max(a.size, b.size);
  return [pad(a, [length - a.size, 0]), pad(b, [length - b.size, 0])];
}

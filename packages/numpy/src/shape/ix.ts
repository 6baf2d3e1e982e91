/** Index lists that choose a grid. */
import { raise, type NDArray } from "@fluxion/core";
import { integersLike } from "../index/known-integers.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { knownValues } from "./known-values.js";
import { reshapeTo } from "./reshape-to.js";

function knownIndices(list: NDArray): NDArray {
  const values = knownValues("ix", list, "give integers");
  const places = list.dtype === "bool" ? values.flatMap((flag, i) => (flag ? [i] : [])) : values;
  return integersLike(list, places, [places.length]);
}

/**
 * Lists of indices (or known booleans), each along an axis of its own, so that indexing with all of them chooses a grid.
 * @example np.getitem([[1, 2], [3, 4]], np.ix([1, 0], [0])) // [[3], [1]]
 */
export const ix = (...lists: readonly Operand[]): NDArray[] =>
  lists.map((list, axis) => {
    const given = toArray(list);
    if (given.ndim !== 1)
      raise({
        code: "shape",
        what: `list ${axis} has shape [${given.shape.join(", ")}]`,
        where: "ix",
        fix: "give lists of one dimension",
      });
    const indices = given.dtype.includes("int") ? given : knownIndices(given);
    return reshapeTo(
      indices,
      lists.map((_, i) => (i === axis ? indices.size : 1)),
    );
  });

/** Choices between arrays, element by element. The elements that are not chosen have no influence, NaN or not. */
import * as core from "@fluxion/core";
import { raise, type NDArray } from "@fluxion/core";
import {
  broadcastFitting,
  broadcastShapes,
  promote,
  requireList,
  scalarLike,
  toArray,
  type Operand,
} from "../support/index.js";
import { truth } from "./logical.js";

/**
 * x where the condition holds, y elsewhere; all three broadcast, x and y promote.
 * @example np.where([true, false], [1, 2], 0) // [1, 0]
 */
export function where(condition: Operand, x: Operand, y: Operand): NDArray {
  const predicate = truth(toArray(condition));
  const [a, b] = promote(x, y) as [NDArray, NDArray];
  const shape = broadcastShapes(predicate.shape, a.shape, b.shape);
  return core.select(broadcastFitting(predicate, shape), broadcastFitting(a, shape), broadcastFitting(b, shape));
}

/**
 * Applies to every element the function of the last condition that holds; a further function (or number) is for
 * elements where none does, 0 if not given. Every function sees the whole array.
 * @example np.piecewise([-1, 2], [[true, false], [false, true]], [0, (x) => np.multiply(x, 10)]) // [0, 20]
 */
export function piecewise(
  x: Operand,
  conditions: readonly Operand[],
  functions: readonly (number | ((x: NDArray) => Operand))[],
): NDArray {
  const array = toArray(x);
  const extra =
    requireList("piecewise", "functions", functions).length - requireList("piecewise", "conditions", conditions).length;
  if (extra !== 0 && extra !== 1)
    raise({
      code: "argument",
      what: `${functions.length} functions for ${conditions.length} conditions`,
      where: "piecewise",
      fix: "give one function per condition, and at most one more for elsewhere",
    });
  const value = (f: number | ((x: NDArray) => Operand)): NDArray => {
    if (typeof f === "number") return scalarLike(array, f);
    core.requireFunction("piecewise", f);
    return toArray(f(array), array.dtype);
  };
  const elsewhere = extra === 1 ? value(functions.at(-1) as number) : core.zerosLike(array);
  return conditions.reduce<NDArray>(
    (chosen, condition, i) => where(condition, value(functions[i] as number), chosen),
    elsewhere,
  );
}

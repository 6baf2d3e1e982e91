/** Systems of equations between arrays of several axes. */
import { raise, sizeOf, type NDArray } from "@fluxion/core";
import { moveaxis } from "../shape/moveaxis.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { inv, solve } from "./solve.js";

const refuse = (where: string, a: NDArray, fix: string): never =>
  raise({ code: "shape", what: `an array of shape [${a.shape.join(", ")}] is no square system`, where, fix });

/**
 * The x with tensordot(a, x, x.ndim) = b: a has b's axes, then x's, as many elements in both. `axes` of `a` are moved to the end first. A shape error if it is no square
 * system.
 * @example np.linalg.tensorsolve([[2, 0], [0, 4]], [2, 2]) // [1, 0.5]
 */
export function tensorsolve(
  a: Operand,
  b: Operand,
  { axes = null }: { axes?: readonly number[] | null } = {},
): NDArray {
  const [given, right] = [toArray(a), toArray(b)];
  const system =
    axes === null
      ? given
      : moveaxis(
          given,
          axes,
          axes.map((_, i) => i - axes.length),
        );
  const shape = system.shape.slice(right.ndim);
  if (sizeOf(shape) !== right.size || system.size !== right.size ** 2)
    refuse("tensorsolve", given, `the axes after the first ${right.ndim} must have ${right.size} elements, as b has`);
  return reshapeTo(solve(reshapeTo(system, [right.size, right.size]), reshapeTo(right, [right.size])), shape);
}

/**
 * The inverse of the map that `tensordot` with `a` is: a's first `ind` axes (2 if not given) have as many elements as the others, which come first in the result. A shape
 * error if they have not; an argument error if `ind` is not positive.
 * @example np.linalg.tensorinv([[2, 0], [0, 4]], { ind: 1 }) // [[0.5, 0], [0, 0.25]]
 */
export function tensorinv(a: Operand, { ind = 2 }: { ind?: number } = {}): NDArray {
  const array = toArray(a);
  if (!Number.isInteger(ind) || ind <= 0)
    raise({ code: "argument", what: `ind is ${ind}`, where: "tensorinv", fix: "use a positive integer" });
  const [first, rest] = [array.shape.slice(0, ind), array.shape.slice(ind)];
  const size = sizeOf(first);
  if (sizeOf(rest) !== size)
    refuse("tensorinv", array, `the first ${ind} axes must have as many elements as the others`);
  return reshapeTo(inv(reshapeTo(array, [size, size])), [...rest, ...first]);
}

/** Systems of linear equations, and inverse matrices. */
import { raise, type NDArray } from "@fluxion/core";
import { moveaxis } from "../shape/moveaxis.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { broadcastFitting, broadcastShapes } from "../support/broadcast.js";
import { toFloat } from "../support/convert.js";
import { promote } from "../support/promote.js";
import type { Operand } from "../support/weak.js";
import { solveMatrices } from "./linear-solve.js";
import { identityLike, requireSquare, squareMatrices } from "./square.js";

/** How right sides are laid beside a square matrix: `solver` gets both with the same leading axes, `b` with two dimensions at least. */
export function solveWith(where: string, x: Operand, y: Operand, solver: (a: NDArray, b: NDArray) => NDArray): NDArray {
  const [a, b] = promote(x, y).map(toFloat) as [NDArray, NDArray];
  const n = requireSquare(where, a).shape.at(-1) as number;
  const isVector = b.ndim === 1;
  const matrix = isVector ? reshapeTo(b, [b.size, 1]) : b;
  if (b.ndim === 0 || matrix.shape.at(-2) !== n)
    raise({
      code: "shape",
      what: `matrices of shape [${a.shape.join(", ")}] do not fit right sides of shape [${b.shape.join(", ")}]`,
      where,
      fix: `give right sides of shape [..., ${n}, m], or one vector of ${n} elements`,
    });
  if (a.ndim === 2 && matrix.ndim > 2) return beside(matrix, (wide) => solver(a, wide));
  const stack = broadcastShapes(a.shape.slice(0, -2), matrix.shape.slice(0, -2));
  const solved = solver(a, broadcastFitting(matrix, [...stack, ...matrix.shape.slice(-2)]));
  return isVector ? reshapeTo(solved, solved.shape.slice(0, -1)) : solved;
}

/** Stacked right sides of one matrix, as columns of one system. */
function beside(b: NDArray, solver: (wide: NDArray) => NDArray): NDArray {
  const front = moveaxis(b, -2, 0);
  const n = front.shape[0] as number;
  const wide = reshapeTo(front, [n, front.shape.slice(1).reduce((size, m) => size * m, 1)]);
  return moveaxis(reshapeTo(solver(wide), front.shape), 0, -2);
}

/**
 * The solution x of a·x = b: a [..., n, n] with b [n] (one vector) gives [..., n], with b [..., n, m] gives [..., n, m]; leading axes broadcast. Integers give
 * float32. A singular matrix gives infinities or NaN. Shape errors: `a` not square, sides that do not fit.
 * @example np.linalg.solve([[2, 0], [0, 4]], [2, 2]) // [1, 0.5]
 */
export const solve = (a: Operand, b: Operand): NDArray => solveWith("solve", a, b, solveMatrices);

/**
 * The inverses of matrices [..., n, n]. Integers give float32. A singular matrix gives infinities or NaN. A shape error if they are not square.
 * @example np.linalg.inv([[2, 0], [0, 4]]) // [[0.5, 0], [0, 0.25]]
 */
export function inv(x: Operand): NDArray {
  const a = squareMatrices("inv", x);
  return solveMatrices(a, identityLike(a, a.shape.at(-1) as number, a.shape));
}

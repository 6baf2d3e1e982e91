/** Matrices as decompositions want them: floats, square where they must be, symmetric. */
import { add, convert, eq, indicesAlong, mul, raise, type NDArray } from "@fluxion/core";
import { matrixTranspose } from "../shape/matrix-transpose.js";
import { broadcastFitting } from "../support/broadcast.js";
import { toFloat } from "../support/convert.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/** Matrices [..., m, n] of floats. A shape error below two dimensions. */
export function floatMatrices(where: string, x: Operand): NDArray {
  const array = toFloat(toArray(x));
  if (array.ndim < 2)
    raise({
      code: "shape",
      what: `matrices are needed, got shape [${array.shape.join(", ")}]`,
      where,
      fix: "pass an array with at least two dimensions",
    });
  return array;
}

/** Refuses matrices that are not square. */
export function requireSquare(where: string, x: NDArray): NDArray {
  if (x.ndim < 2 || x.shape.at(-1) !== x.shape.at(-2))
    raise({
      code: "shape",
      what: `square matrices are needed, got shape [${x.shape.join(", ")}]`,
      where,
      fix: "pass an array of shape [..., n, n]",
    });
  return x;
}

/** Square matrices [..., n, n] of floats. */
export const squareMatrices = (where: string, x: Operand): NDArray => requireSquare(where, toFloat(toArray(x)));

/** The mean of square matrices and their transposes, so that a function of one triangle has the derivative of a function of symmetric matrices. */
export const symmetrized = (x: NDArray): NDArray => mul(add(x, matrixTranspose(x)), 0.5);

/** The identity matrix of n rows, repeated to a shape, beside an array and of its type. */
export function identityLike(x: NDArray, n: number, shape: readonly number[] = [n, n]): NDArray {
  const one = convert(eq(indicesAlong(x, 0, [n, n]), indicesAlong(x, 1, [n, n])), { dtype: x.dtype });
  return broadcastFitting(one, shape);
}

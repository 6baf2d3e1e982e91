/** L·U decompositions under scipy's names, and what is solved with them. */
import { convert, eq, indicesAlong, lu as decompose, reshape, type NDArray } from "@fluxion/core";
import { solveFactored } from "../../linalg/linear-solve.js";
import { solveWith } from "../../linalg/solve.js";
import { floatMatrices, identityLike, squareMatrices } from "../../linalg/square.js";
import { cut } from "../../shape/cut.js";
import { matrixTranspose } from "../../shape/matrix-transpose.js";
import { tril, triu } from "../../shape/triangle.js";
import { broadcastFitting } from "../../support/broadcast.js";
import { requireList } from "../../support/list.js";
import { toArray } from "../../support/to-array.js";
import type { Operand } from "../../support/weak.js";
import { add } from "../../ufunc/arithmetic.js";
import { permutationOf } from "./pivots.js";

/**
 * L·U decomposition with partial pivoting of square matrices [..., n, n], packed: U on and above the diagonal, L below it.
 * @returns [lu, pivots]: row i was exchanged with row pivots[i], int32 [..., n]
 * @example scipy.linalg.luFactor([[0, 2], [1, 3]])[0] // [[1, 3], [0, 2]]
 */
export const luFactor = (x: Operand): [lu: NDArray, pivots: NDArray] =>
  decompose(squareMatrices("luFactor", x)).slice(0, 2) as [NDArray, NDArray];

export interface LuSolveOptions {
  /** 0 for A·x = b, 1 (or 2) for Aᵀ·x = b. */
  readonly trans?: 0 | 1 | 2;
}

/**
 * The x with A·x = b, from what `luFactor` gives for A: b [n] or [..., n, m].
 * @example scipy.linalg.luSolve(scipy.linalg.luFactor([[0, 2], [1, 3]]), [2, 4]) // [1, 1]
 */
export function luSolve(
  factored: readonly [lu: Operand, pivots: Operand],
  b: Operand,
  { trans = 0 }: LuSolveOptions = {},
): NDArray {
  const [lu, pivots] = requireList("luSolve", "the factors and pivots", factored) as typeof factored;
  const permutation = permutationOf(toArray(pivots));
  return solveWith("luSolve", lu, b, (packed, right) => {
    const stack = right.shape.slice(0, -2);
    const n = packed.shape.at(-1) as number;
    return solveFactored(
      broadcastFitting(packed, [...stack, n, n]),
      broadcastFitting(permutation, [...stack, n]),
      right,
      trans !== 0,
    );
  });
}

/**
 * Matrices [..., m, n] as P·L·U: a permutation [..., m, m], L [..., m, k] with ones on the diagonal and U [..., k, n], k = min(m, n).
 * @returns [P, L, U]
 * @example scipy.linalg.lu([[0, 2], [1, 3]])[2] // [[1, 3], [0, 2]]
 */
export function lu(x: Operand): [p: NDArray, l: NDArray, u: NDArray] {
  const array = floatMatrices("lu", x);
  const [packed, , permutation] = decompose(array) as readonly [NDArray, NDArray, NDArray];
  const [m, n] = array.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const stack = array.shape.slice(0, -2);
  const square = [...stack, m, m];
  const rows = broadcastFitting(reshape(permutation, { shape: [...stack, m, 1] }), square);
  const p = matrixTranspose(convert(eq(rows, indicesAlong(rows, rows.ndim - 1)), { dtype: array.dtype }));
  const left = cut(packed, packed.ndim - 1, 0, k);
  const ones = cut(identityLike(array, m, square), packed.ndim - 1, 0, k);
  return [p, add(tril(left, { k: -1 }), ones), triu(cut(packed, packed.ndim - 2, 0, k))];
}

/** What determinants are made of: U's diagonal, and whether the rows were exchanged an odd number of times. */
import { convert, indicesAlong, lu, mul, ne, onesLike, rem, sub, sum, type NDArray } from "@fluxion/core";
import { diagonal } from "../shape/diagonal.js";

/** The diagonals of the matrices in the last two axes. */
export const diagonals = (x: NDArray): NDArray => diagonal(x, { axis1: -2, axis2: -1 });

/** Everything along the last axis. */
export const overLast = (x: NDArray): { axes: number[] } => ({ axes: [x.ndim - 1] });

/** −1 for an odd number of exchanged rows, otherwise 1. */
function parityOf(pivots: NDArray, like: NDArray): NDArray {
  const moved = convert(ne(pivots, indicesAlong(pivots, pivots.ndim - 1)), { dtype: "int32" });
  const odd = rem(sum(moved, overLast(moved)), 2);
  return convert(sub(onesLike(odd), mul(odd, 2)), { dtype: like.dtype });
}

export interface Factored {
  readonly packed: NDArray;
  readonly permutation: NDArray;
  readonly parity: NDArray;
  /** U's diagonal. */
  readonly pivots: NDArray;
}

export function factored(x: NDArray): Factored {
  const [packed, exchanges, permutation] = lu(x) as readonly [NDArray, NDArray, NDArray];
  return { packed, permutation, parity: parityOf(exchanges, x), pivots: diagonals(packed) };
}

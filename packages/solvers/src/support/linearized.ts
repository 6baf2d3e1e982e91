/** Solves a linear system that is given as a function, where an equation is linearized at its solution. */
import { jacfwd, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { gmres } from "../linear/gmres.js";

/** Systems up to this size are written out as matrices. */
const DENSE = 128;

/** The vector v with g(v) = y, for a linear g of vectors. */
export function solveLinearized(g: (v: NDArray) => NDArray, y: NDArray): NDArray {
  if (y.size === 0) return y;
  if (y.size <= DENSE) return np.linalg.solve(jacfwd(g)(np.zerosLike(y)) as NDArray, y);
  const tol = 10 * np.finfo(y.dtype).eps;
  return gmres(g as never, y, { tol, restart: 50 })[0] as NDArray;
}

/** Cholesky factors under scipy's names, and what is solved with them. */
import { triangularSolve, type NDArray } from "@fluxion/core";
import { cholesky as factorOf } from "../../linalg/cholesky.js";
import { solveWith } from "../../linalg/solve.js";
import { requireList } from "../../support/list.js";
import type { Operand } from "../../support/weak.js";
import { besides } from "./triangular.js";

export interface LowerOption {
  /** Whether the factor is lower triangular; upper if not given. */
  readonly lower?: boolean;
}

/**
 * The upper triangular U with Uᵀ·U = x (or the lower L with L·Lᵀ = x) for symmetric positive definite matrices [..., n, n]. NaN where one is not.
 * @example scipy.linalg.cholesky([[4, 2], [2, 5]]) // [[2, 1], [0, 2]]
 */
export const cholesky = (x: Operand, { lower = false }: LowerOption = {}): NDArray => factorOf(x, { upper: !lower });

/**
 * The factor for `choSolve`, with whether it is lower.
 * @example scipy.linalg.choFactor([[4, 2], [2, 5]])[1] // false
 */
export const choFactor = (x: Operand, { lower = false }: LowerOption = {}): [factor: NDArray, lower: boolean] => [
  cholesky(x, { lower }),
  lower,
];

/**
 * The x with a·x = b, from the factor of a: b [n] or [..., n, m].
 * @example scipy.linalg.choSolve([[[2, 0], [1, 2]], true], [4, 2]) // [1, 0]
 */
export function choSolve(factored: readonly [factor: Operand, lower: boolean], b: Operand): NDArray {
  const [factor, lower] = requireList("choSolve", "the factor and its side", factored) as typeof factored;
  const params = { leftSide: true, lower, unitDiagonal: false } as const;
  return solveWith("choSolve", factor, b, (c, right) => {
    const wide = besides(c, right);
    return triangularSolve(wide, triangularSolve(wide, right, { ...params, transposeA: !lower }), {
      ...params,
      transposeA: lower,
    });
  });
}

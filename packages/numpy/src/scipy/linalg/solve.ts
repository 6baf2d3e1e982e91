/** Systems of linear equations under scipy's names. */
import { raise, type NDArray } from "@fluxion/core";
import { solve as solveGeneral } from "../../linalg/solve.js";
import type { Operand } from "../../support/weak.js";
import { choFactor, choSolve, type LowerOption } from "./cholesky.js";

export interface SolveOptions extends LowerOption {
  /** What is known of the matrix: "gen" nothing (if not given), "sym" symmetric, "pos" positive definite as well. */
  readonly assumeA?: "gen" | "sym" | "her" | "pos";
}

/**
 * The x with a·x = b: a [..., n, n] with b [n] or [..., n, m]. A positive definite matrix takes half the work. Argument error: another assumption.
 * @example scipy.linalg.solve([[4, 0], [0, 2]], [2, 2], { assumeA: "pos" }) // [0.5, 1]
 */
export function solve(a: Operand, b: Operand, { assumeA = "gen", lower = false }: SolveOptions = {}): NDArray {
  if (assumeA === "pos") return choSolve(choFactor(a, { lower }), b);
  if (assumeA !== "gen" && assumeA !== "sym" && assumeA !== "her")
    return raise({
      code: "argument",
      what: `assumeA is ${JSON.stringify(assumeA)}`,
      where: "solve",
      fix: 'use "gen", "sym" or "pos"',
    });
  return solveGeneral(a, b);
}

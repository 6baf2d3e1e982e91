/** Linear systems solved by any method, differentiated by the system and not by the method. */
import { typesOf } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { instantiate } from "../../primitives/control/wrap.js";
import { linearSolve } from "../../primitives/implicit/linear-solve.js";
import { bind } from "../../trace/bind.js";
import { requireFunction } from "../../trace/asarray.js";
import { unflatten } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import type { Body } from "../control/body.js";
import { transforms } from "../programs.js";
import { backward } from "../transpose.js";
import { results, stageEquation, stageSolver, type Unknown } from "./same.js";

/** A linear map of a tree to a tree of the same types. */
export type Matvec<B> = (x: Arrays<B>) => Arrays<B>;

export interface LinearSolveOptions<B> {
  /** `(vecmat, c) → the solution of Aᵀ·x = c`, for reverse mode; `vecmat` is x → Aᵀ·x. */
  readonly transposeSolve?: (vecmat: Matvec<B>, c: Arrays<B>) => unknown;
  /** The matrix is its own transpose: `solve` solves the transposed system as well. */
  readonly symmetric?: boolean;
  /** The solvers return [solution, aux]; the auxiliary result has no derivative. */
  readonly hasAux?: boolean;
}

/** x → Aᵀ·x, of the recorded matvec. */
function vecmatOf({ program, captured }: Body, { leaves, structure }: Unknown): (c: unknown) => unknown {
  return (c) => {
    const known = [...captured, ...leaves.map(() => null)];
    const back = backward(program, known, flattenArrays("vecmat", c).leaves, transforms).slice(captured.length);
    return unflatten(structure, instantiate(back, typesOf(program.outputs)));
  };
}

/**
 * The solution x of A·x = b, where `matvec(x)` is A·x and `solve(matvec, b)` finds x by any means, whileLoop included. Derivatives
 * come from A·dx = db − dA·x, with the same solver: what `matvec` closes over and `b` are differentiated, `solve` is not.
 * @param matvec a linear function of a tree of the shapes and dtypes of b
 * @param b the right-hand side: an array, or a tree of them
 * @param solve traced once, whatever the values
 * @returns x, of the tree and types of b; [x, aux] with `hasAux`
 * @throws StructureError, ShapeError, DTypeError where matvec or solve give anything but the types of b; MissingRuleError in reverse
 * mode without `transposeSolve` and `symmetric`
 * @example customLinearSolve((x) => np.multiply(x, 4), 2, (matvec, b) => np.divide(b, 4)) // 0.5
 */
export function customLinearSolve<B>(
  matvec: (x: Arrays<B>) => unknown,
  b: Accepts<B> | B,
  solve: (matvec: Matvec<B>, b: Arrays<B>) => unknown,
  options?: LinearSolveOptions<B> & { hasAux?: false },
): Arrays<B>;
export function customLinearSolve<B, X>(
  matvec: (x: Arrays<B>) => unknown,
  b: Accepts<B> | B,
  solve: (matvec: Matvec<B>, b: Arrays<B>) => readonly [unknown, X],
  options: LinearSolveOptions<B> & { hasAux: true },
): [Arrays<B>, Arrays<X>];
export function customLinearSolve(
  matvec: AnyFunction,
  b: unknown,
  solve: (matvec: never, b: never) => unknown,
  options: { transposeSolve?: (vecmat: never, c: never) => unknown; symmetric?: boolean; hasAux?: boolean } = {},
): unknown {
  const where = "customLinearSolve";
  const { transposeSolve, symmetric = false, hasAux = false } = options;
  for (const f of [matvec, solve, transposeSolve ?? solve]) requireFunction(where, f);
  const { unknown, body } = stageEquation(where, ["matvec(x)", "b"], matvec, b);
  const solver = stageSolver(
    where,
    ["the result of solve", "b"],
    (c) => solve(matvec as never, c as never),
    unknown,
    hasAux,
  );
  const vecmat = vecmatOf(body, unknown);
  const other =
    transposeSolve === undefined || symmetric
      ? undefined
      : stageSolver(
          where,
          ["the result of transposeSolve", "b"],
          (c) => transposeSolve(vecmat as never, c as never),
          unknown,
          hasAux,
        ).body;
  const captured: readonly NDArray[] = other?.captured ?? [];
  const outputs = bind(linearSolve, [...body.captured, ...solver.body.captured, ...captured, ...unknown.leaves], {
    matvec: body.program,
    solve: solver.body.program,
    ...(other !== undefined && { transposeSolve: other.program }),
    matvecConsts: body.captured.length,
    solveConsts: solver.body.captured.length,
    transposeConsts: captured.length,
    symmetric,
  });
  return results(unknown, solver.aux, outputs, hasAux);
}

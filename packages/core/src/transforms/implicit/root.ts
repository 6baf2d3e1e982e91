/** Roots found by any method, differentiated by the equation and not by the method. */
import { root } from "../../primitives/implicit/root.js";
import { bind } from "../../trace/bind.js";
import { requireFunction } from "../../trace/asarray.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { requireStructure } from "../../trace/tree.js";
import type { AnyFunction } from "../call.js";
import { bodyOf, typesOfLeaves } from "../control/body.js";
import { linearize } from "../vjp.js";
import { requireTypes, results, stageEquation, stageSolver } from "./same.js";

export interface RootOptions {
  /** `solve` returns [root, aux]; the auxiliary result has no derivative. */
  readonly hasAux?: boolean;
}

/** A function of a tree to a tree of the same types. */
type Map<X> = (x: Arrays<X>) => Arrays<X>;

/**
 * A root x of f(x) = 0, where `solve(f, initialGuess)` finds it by any means, whileLoop included. The derivative by what `f` closes
 * over comes from the implicit function theorem: ∂f/∂x · dx = −∂f/∂θ · dθ, solved by `tangentSolve(g, y)`, where g is x → ∂f/∂x · x
 * at the root; for a scalar that is `y / g(1)`. The guess has no derivative.
 * @param f a function of a tree to a tree of the same shapes and dtypes
 * @param initialGuess passed to `solve`
 * @param solve traced once, whatever the values
 * @param tangentSolve solves the linear system g(x) = y; it must be linear in y and, for reverse mode, transposable:
 * customLinearSolve, np.linalg.solve, or a division
 * @returns the root; [root, aux] with `hasAux`
 * @throws StructureError, ShapeError, DTypeError where f, solve or tangentSolve give anything but the types of the guess
 * @example const root = (y) => customRoot((x) => np.subtract(np.square(x), y), 1, () => np.sqrt(y), (g, t) => np.divide(t, g(np.array(1)))); grad(root)(4) // 0.25
 */
export function customRoot<X>(
  f: (x: Arrays<X>) => unknown,
  initialGuess: Accepts<X> | X,
  solve: (f: Map<X>, initialGuess: Arrays<X>) => unknown,
  tangentSolve: (g: Map<X>, y: Arrays<X>) => unknown,
  options?: RootOptions & { hasAux?: false },
): Arrays<X>;
export function customRoot<X, A>(
  f: (x: Arrays<X>) => unknown,
  initialGuess: Accepts<X> | X,
  solve: (f: Map<X>, initialGuess: Arrays<X>) => readonly [unknown, A],
  tangentSolve: (g: Map<X>, y: Arrays<X>) => unknown,
  options: RootOptions & { hasAux: true },
): [Arrays<X>, Arrays<A>];
export function customRoot(
  f: AnyFunction,
  initialGuess: unknown,
  solve: (f: never, guess: never) => unknown,
  tangentSolve: (g: never, y: never) => unknown,
  { hasAux = false }: RootOptions = {},
): unknown {
  const where = "customRoot";
  for (const one of [f, solve, tangentSolve]) requireFunction(where, one);
  const { unknown, body } = stageEquation(where, ["f(x)", "the initial guess"], f, initialGuess);
  const solver = stageSolver(
    where,
    ["the result of solve", "the initial guess"],
    (x) => solve(f as never, x as never),
    unknown,
    hasAux,
  );
  const types = typesOfLeaves(unknown.leaves);
  const tangent = bodyOf(
    where,
    ((x: never, y: never) => {
      const [, g] = linearize(f as (x: never) => unknown, [x]);
      return tangentSolve(g as never, y);
    }) as AnyFunction,
    [...types, ...types],
    unknown.pair,
  );
  const got = "the result of tangentSolve";
  requireStructure(`${where} (${got} against the initial guess)`, tangent.structure, unknown.structure);
  requireTypes(where, got, tangent.program, "the initial guess", unknown);
  const operands = [body, solver.body, tangent].flatMap(({ captured }) => captured);
  const outputs = bind(root, [...operands, ...unknown.leaves], {
    residual: body.program,
    solve: solver.body.program,
    tangentSolve: tangent.program,
    residualConsts: body.captured.length,
    solveConsts: solver.body.captured.length,
    tangentConsts: tangent.captured.length,
  });
  return results(unknown, solver.aux, outputs, hasAux);
}

/**
 * A root of a function, found by a program that is never differentiated: from f(θ, x(θ)) = 0 follows
 * ∂f/∂x · dx = −∂f/∂θ · dθ (the implicit function theorem). See the note "implicit differentiation".
 */
import { map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { raise } from "../../errors.js";
import type { BatchArguments, Batched, JvpArguments, Primitive, Tangent } from "../../ir/primitive.js";
import { typesOf, type Program } from "../../ir/program.js";
import { bind } from "../../trace/bind.js";
import { runProgram } from "../../trace/run-program.js";
import { programOf } from "../body.js";
import { flopsOf } from "../call.js";
import { instantiate, parts, run, toLanes } from "../control/wrap.js";
import { makePrimitive } from "../define.js";
import { ensure } from "../guard.js";
import { neg } from "../arithmetic.js";
import { inLanes, pushTangents, sameTypes, showTypes } from "./programs.js";

export interface RootParams {
  /** (constants, x) → f(x), of the types of x. */
  readonly residual: Program;
  /** (constants, guess) → (x, auxiliary results). */
  readonly solve: Program;
  /** (constants, x, y) → the solution dx of ∂f/∂x · dx = y; linear in y. */
  readonly tangentSolve: Program;
  readonly residualConsts: number;
  readonly solveConsts: number;
  readonly tangentConsts: number;
}

type Split<T> = {
  readonly consts: readonly T[];
  readonly ofResidual: readonly T[];
  readonly ofSolve: readonly T[];
  readonly ofTangent: readonly T[];
  readonly guess: readonly T[];
};

function split<T>(list: readonly T[], { residualConsts, solveConsts, tangentConsts }: RootParams): Split<T> {
  const [ofResidual = [], ofSolve = [], ofTangent = [], guess = []] = parts(
    list,
    residualConsts,
    solveConsts,
    tangentConsts,
  );
  return { consts: [...ofResidual, ...ofSolve, ...ofTangent], ofResidual, ofSolve, ofTangent, guess };
}

function jvpOfRoot({ inputs, outputs, tangents, params, transforms }: JvpArguments<RootParams>): readonly Tangent[] {
  const { residual, tangentSolve } = params;
  const { ofResidual, ofTangent } = split(inputs, params);
  const x = outputs.slice(0, residual.outputs.length);
  const still = x.map(() => null);
  const moved = pushTangents(
    transforms,
    residual,
    [...ofResidual, ...x],
    [...split(tangents, params).ofResidual, ...still],
  );
  if (moved.every((t) => t === null)) return outputs.map(() => null);
  const dx = run(tangentSolve, [...ofTangent, ...x, ...instantiate(moved, typesOf(residual.outputs))]);
  return outputs.map((_, i): Tangent => (dx[i] === undefined ? null : neg(dx[i])));
}

function batchRoot({ inputs, batched, size, params, batchProgram }: BatchArguments<RootParams>): Batched {
  const { consts, ofResidual, ofSolve, ofTangent } = split(batched, params);
  const operands = inputs.map((x, i) => (i < consts.length ? x : toLanes(x, batched[i] === true, size)));
  const outputs = bind(root, operands, {
    ...params,
    residual: inLanes("residual", params.residual, ofResidual, size, batchProgram),
    solve: inLanes("solve", params.solve, ofSolve, size, batchProgram),
    tangentSolve: inLanes("tangentSolve", params.tangentSolve, ofTangent, size, batchProgram),
  });
  return { outputs, batched: outputs.map(() => true) };
}

export const root: Primitive<RootParams> = /* @__PURE__ */ makePrimitive<RootParams>("root", {
  type: (types, params) => {
    const { residual, solve, tangentSolve } = params;
    const { ofResidual, ofSolve, ofTangent, guess } = split(types, params);
    const results = typesOf(solve.outputs);
    const fits =
      sameTypes(typesOf(residual.inputs), [...ofResidual, ...guess]) &&
      sameTypes(typesOf(residual.outputs), guess) &&
      sameTypes(typesOf(solve.inputs), [...ofSolve, ...guess]) &&
      sameTypes(results.slice(0, guess.length), guess) &&
      sameTypes(typesOf(tangentSolve.inputs), [...ofTangent, ...guess, ...guess]) &&
      sameTypes(typesOf(tangentSolve.outputs), guess);
    return pipe(
      ensure(fits, () => ({
        code: "check",
        what: `the operands are ${showTypes(types)}, but the function maps ${showTypes(typesOf(residual.inputs))} to ${showTypes(typesOf(residual.outputs))}, and solve ${showTypes(typesOf(solve.inputs))} to ${showTypes(results)}`,
        where: "root",
        fix: "record the programs for these operands",
      })),
      map(() => results),
    );
  },
  jvp: jvpOfRoot,
  transpose: () =>
    raise({
      code: "not-differentiable",
      what: "the root of a function is not a linear function of anything",
      where: "customRoot",
      fix: "use vjp or grad, which linearize first, in place of linearTranspose",
    }),
  batch: batchRoot,
  // What runs is `solve`, which takes no notice of the other programs' constants.
  body: (inputs, params) => {
    const { ofSolve, guess } = split(inputs, params);
    return run(params.solve, [...ofSolve, ...guess]);
  },
  eager: (inputs, params) =>
    runProgram(inputs, {
      program: programOf(
        root,
        inputs.map((x) => x.type),
        params,
      ),
    }),
  flops: (_, { solve }) => flopsOf(solve),
});

/**
 * The solution of a linear system, found by a program that is never differentiated: from A·x = b follow A·dx = db − dA·x and,
 * for cotangents, the solution of Aᵀ·b̄ = x̄.
 */
import { map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { raise } from "../../errors.js";
import type {
  BatchArguments,
  Batched,
  Cotangent,
  JvpArguments,
  Primitive,
  ProgramTransforms,
  Tangent,
  TransposeArguments,
} from "../../ir/primitive.js";
import { typesOf, type Program } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { bind } from "../../trace/bind.js";
import { runProgram } from "../../trace/run-program.js";
import { programOf } from "../body.js";
import { flopsOf } from "../call.js";
import { instantiate, parts, run, spread, toLanes, wrap } from "../control/wrap.js";
import { makePrimitive } from "../define.js";
import { ensure } from "../guard.js";
import { neg, sub } from "../arithmetic.js";
import { inLanes, pushTangents, sameTypes, showTypes } from "./programs.js";

export interface LinearSolveParams {
  /** (constants, x) → A·x, of the types of b. */
  readonly matvec: Program;
  /** (constants, b) → (x, auxiliary results). */
  readonly solve: Program;
  /** (constants, c) → (the solution of Aᵀ·x = c, auxiliary results). */
  readonly transposeSolve?: Program;
  readonly matvecConsts: number;
  readonly solveConsts: number;
  readonly transposeConsts: number;
  /** A is its own transpose. */
  readonly symmetric: boolean;
}

type Split<T> = {
  readonly consts: readonly T[];
  readonly ofMatvec: readonly T[];
  readonly ofSolve: readonly T[];
  readonly ofTranspose: readonly T[];
  readonly b: readonly T[];
};

function split<T>(list: readonly T[], { matvecConsts, solveConsts, transposeConsts }: LinearSolveParams): Split<T> {
  const [ofMatvec = [], ofSolve = [], ofTranspose = [], b = []] = parts(
    list,
    matvecConsts,
    solveConsts,
    transposeConsts,
  );
  return { consts: [...ofMatvec, ...ofSolve, ...ofTranspose], ofMatvec, ofSolve, ofTranspose, b };
}

function jvpOfLinearSolve({
  inputs,
  outputs,
  tangents,
  params,
  transforms,
}: JvpArguments<LinearSolveParams>): readonly Tangent[] {
  const { matvec } = params;
  const primals = split(inputs, params);
  const moving = split(tangents, params);
  const x = outputs.slice(0, matvec.outputs.length);
  const ofMatrix = pushTangents(
    transforms,
    matvec,
    [...primals.ofMatvec, ...x],
    [...moving.ofMatvec, ...x.map(() => null)],
  );
  const rhs = moving.b.map((db, i): Tangent => {
    const moved = ofMatrix[i] ?? null;
    if (moved === null) return db;
    return db === null ? neg(moved) : sub(db, moved);
  });
  if (rhs.every((one) => one === null)) return outputs.map(() => null);
  const dx = bind(linearSolve, [...primals.consts, ...instantiate(rhs, typesOf(matvec.outputs))], params);
  return outputs.map((_, i) => (i < x.length ? (dx[i] as NDArray) : null));
}

/** (constants, c) → Aᵀ·c. */
function transposed({ transpose }: ProgramTransforms, { matvec, matvecConsts }: LinearSolveParams): Program {
  const linear = matvec.inputs.map((_, i) => i >= matvecConsts);
  const plan = transpose(
    matvec,
    linear,
    matvec.outputs.map(() => true),
  );
  const types = typesOf(matvec.inputs).slice(matvecConsts);
  return wrap("transposed matvec", typesOf(plan.program.inputs), (values) =>
    instantiate(spread<Tangent>(plan.activeInputs, run(plan.program, values), () => null).slice(matvecConsts), types),
  );
}

function transposeLinearSolve({
  cotangents,
  inputs,
  params,
  transforms,
}: TransposeArguments<LinearSolveParams>): readonly Cotangent[] {
  const { matvec, solve, transposeSolve, symmetric } = params;
  const { ofMatvec, ofSolve, ofTranspose, consts } = split(inputs, params);
  if (consts.includes(null))
    return raise({
      code: "not-differentiable",
      what: "the solution of a linear system is linear in its right-hand side only, but its matvec or solve depends on the value to transpose by",
      where: "customLinearSolve",
      fix: "transpose with respect to b alone, or use vjp, which linearizes first",
    });
  const ct = instantiate(cotangents.slice(0, matvec.outputs.length), typesOf(matvec.outputs));
  const none = consts.map(() => null);
  const values = (list: readonly (NDArray | null)[]): NDArray[] => list as NDArray[];
  if (symmetric) return [...none, ...bind(linearSolve, [...values(consts), ...ct], params).slice(0, ct.length)];
  if (transposeSolve === undefined)
    return raise({
      code: "missing-rule",
      what: "reverse mode solves the transposed system, but neither transposeSolve nor symmetric is given",
      where: "customLinearSolve",
      fix: "give { transposeSolve: (vecmat, c) => … }, or { symmetric: true } if the matrix is its own transpose",
    });
  const back = bind(linearSolve, [...values(ofMatvec), ...values(ofTranspose), ...values(ofSolve), ...ct], {
    ...params,
    matvec: transposed(transforms, params),
    solve: transposeSolve,
    transposeSolve: solve,
    solveConsts: params.transposeConsts,
    transposeConsts: params.solveConsts,
  });
  return [...none, ...back.slice(0, ct.length)];
}

/** One system per lane, all in one solve: every right-hand side and every solution is in lanes. */
function batchLinearSolve({ inputs, batched, size, params, batchProgram }: BatchArguments<LinearSolveParams>): Batched {
  const { matvec, solve, transposeSolve } = params;
  const { ofMatvec, ofSolve, ofTranspose, consts } = split(batched, params);
  const lanes = (name: string, program: Program, mask: readonly boolean[]): Program =>
    inLanes(name, program, mask, size, batchProgram);
  const operands = inputs.map((x, i) => (i < consts.length ? x : toLanes(x, batched[i] === true, size)));
  const outputs = bind(linearSolve, operands, {
    ...params,
    matvec: lanes("matvec", matvec, ofMatvec),
    solve: lanes("solve", solve, ofSolve),
    ...(transposeSolve !== undefined && { transposeSolve: lanes("transposeSolve", transposeSolve, ofTranspose) }),
  });
  return { outputs, batched: outputs.map(() => true) };
}

export const linearSolve: Primitive<LinearSolveParams> = /* @__PURE__ */ makePrimitive<LinearSolveParams>(
  "linearSolve",
  {
    type: (types, params) => {
      const { matvec, solve } = params;
      const { ofMatvec, ofSolve, b } = split(types, params);
      const results = typesOf(solve.outputs);
      const fits =
        sameTypes(typesOf(matvec.inputs), [...ofMatvec, ...b]) &&
        sameTypes(typesOf(matvec.outputs), b) &&
        sameTypes(typesOf(solve.inputs), [...ofSolve, ...b]) &&
        sameTypes(results.slice(0, b.length), b);
      return pipe(
        ensure(fits, () => ({
          code: "check",
          what: `the operands are ${showTypes(types)}, but matvec maps ${showTypes(typesOf(matvec.inputs))} to ${showTypes(typesOf(matvec.outputs))}, and solve ${showTypes(typesOf(solve.inputs))} to ${showTypes(results)}`,
          where: "linearSolve",
          fix: "record the programs for these operands",
        })),
        map(() => results),
      );
    },
    jvp: jvpOfLinearSolve,
    transpose: transposeLinearSolve,
    batch: batchLinearSolve,
    // What runs is `solve`, which takes no notice of the other programs' constants.
    body: (inputs, params) => {
      const { ofSolve, b } = split(inputs, params);
      return run(params.solve, [...ofSolve, ...b]);
    },
    eager: (inputs, params) =>
      runProgram(inputs, {
        program: programOf(
          linearSolve,
          inputs.map((x) => x.type),
          params,
        ),
      }),
    flops: (_, { solve }) => flopsOf(solve),
  },
);

/**
 * Rematerialisation: a checkpointed function keeps its arguments (and what a policy names) for the backward pass, and
 * computes the rest again there. Its programs are opaque to the passes, which would otherwise see the same computation twice
 * and keep the first.
 * Source: A. Griewank and A. Walther, "Algorithm 799: revolve" (2000), for the idea of trading operations for memory.
 */
import { withoutEffects } from "../../ir/effects.js";
import { interpret } from "../../ir/interpret.js";
import type { JointArguments, Primitive, Tangent } from "../../ir/primitive.js";
import { program as makeProgram, typesOf, type Equation, type Program, type Var } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { flopsOf } from "../../primitives/call.js";
import { makePrimitive } from "../../primitives/define.js";
import { typeOfApplication } from "../../primitives/guard.js";
import { wrap } from "../../primitives/control/wrap.js";
import { dce } from "../../passes/dce.js";
import { inlinePlain } from "../../passes/inline.js";
import { bind } from "../../trace/bind.js";
import { hooks } from "../../trace/hooks.js";
import { runProgram } from "../../trace/run-program.js";
import { openTraces } from "../../trace/trace.js";
import { unflatten } from "../../trace/tree.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { bodyAt } from "../control/body.js";
import type { Dual } from "../dual.js";
import { duals, linearizeDomain } from "../programs.js";
import { policies, type Policy } from "./policies.js";

interface CheckpointParams {
  readonly program: Program;
  readonly policy: Policy;
}

/** Equations of the program whose results the policy keeps. */
const keptBy = (program: Program, policy: Policy): Equation[] =>
  program.equations.filter(({ primitive, params }) => policy(primitive, params));

/**
 * The tangents of a program's outputs, from its inputs, the kept values and tangents; primal work is done again inside. Primal
 * and linear work stay in equations of their own, so that the program can be transposed.
 */
function tangentProgram(
  program: Program,
  kept: readonly Equation[],
  active: readonly boolean[],
): { body: Program; activeOutputs: readonly boolean[] } {
  const saved = kept.flatMap(({ outputs }) => outputs);
  const types = typesOf(program.inputs);
  let activeOutputs: readonly boolean[] = [];
  const body = wrap(
    "recomputed tangents",
    [...types, ...typesOf(saved), ...types.filter((_, i) => active[i])],
    (values) => {
      const primals = values.slice(0, types.length);
      const given = new Map<Var, NDArray>(saved.map((variable, i) => [variable, values[types.length + i] as NDArray]));
      const inputs = duals(primals, values.slice(types.length + saved.length), active);
      let next = 0;
      const outputs = interpret<Dual>(
        program,
        (primitive, operands, params) => {
          const results = linearizeDomain.apply(primitive, operands, params);
          const equation = program.equations[next++] as Equation;
          return results.map((result, i) => ({
            ...result,
            primal: given.get(equation.outputs[i] as Var) ?? result.primal,
          }));
        },
        inputs,
      );
      activeOutputs = outputs.map(({ tangent }) => tangent !== null);
      return outputs.map(({ tangent }) => tangent).filter((t): t is NDArray => t !== null);
    },
  );
  return { body: dce.run(body), activeOutputs };
}

/** What the tangents read of the kept values: the rest is not kept after all. */
function keptAndRead(
  { body, activeOutputs }: ReturnType<typeof tangentProgram>,
  kept: readonly Var[],
  inputs: number,
): { saved: Var[]; body: Program; activeOutputs: readonly boolean[] } {
  const read = new Set([...body.equations.flatMap((equation) => equation.inputs), ...body.outputs]);
  const needed = kept.map((_, i) => read.has(body.inputs[inputs + i] as Var));
  return {
    saved: kept.filter((_, i) => needed[i]),
    body: makeProgram(
      body.inputs.filter((_, i) => needed[i - inputs] ?? true),
      body.equations,
      body.outputs,
    ),
    activeOutputs,
  };
}

function linearizeCheckpoint({ inputs, tangents, params }: JointArguments<CheckpointParams>): {
  outputs: readonly NDArray[];
  tangents: readonly Tangent[];
} {
  const program = inlinePlain.run(params.program);
  const kept = keptBy(program, params.policy);
  // What acts has acted when the results were computed: it does not act again when they are computed again (as in JAX).
  const recomputed = tangentProgram(
    withoutEffects(program),
    kept,
    tangents.map((t) => t !== null),
  );
  const all = kept.flatMap(({ outputs }) => outputs);
  const { saved, body, activeOutputs } = keptAndRead(recomputed, all, program.inputs.length);
  const forward = makeProgram(program.inputs, program.equations, [...program.outputs, ...saved]);
  const results = bind(checkpointCall, inputs, { ...params, program: forward });
  const moving = tangents.filter((t): t is NDArray => t !== null);
  const pushed = bind(checkpointCall, [...inputs, ...results.slice(program.outputs.length), ...moving], {
    ...params,
    program: body,
  });
  let next = 0;
  return {
    outputs: results.slice(0, program.outputs.length),
    tangents: activeOutputs.map((on) => (on ? (pushed[next++] as NDArray) : null)),
  };
}

export const checkpointCall: Primitive<CheckpointParams> = {
  ...makePrimitive<CheckpointParams>("checkpoint", {
    type: typeOfApplication("checkpoint"),
    callsProgram: true,
    eager: runProgram,
    opaque: true,
    linearize: linearizeCheckpoint,
    flops: (_, { program }) => flopsOf(program),
  }),
  body: (_, { program }) => program,
};

/**
 * The same function with less kept for the backward pass: its arguments, and what `policy` says. What is not kept is computed
 * again when it is needed. A function of functions that are checkpointed themselves keeps few values and computes often.
 * @param options.policy one of `policies`, or a predicate of your own; it does not see what is inside of loops
 * @example const block = checkpoint((w, x) => np.tanh(np.matmul(x, w)), { policy: policies.dots });
 */
export function checkpoint<A extends unknown[], R>(
  f: (...args: A) => R,
  { policy = policies.nothing }: { policy?: Policy } = {},
): (...args: A) => R {
  return (...args) => {
    if (hooks.plain !== undefined) return f(...args);
    const { leaves, structure } = flattenArrays("checkpoint", args);
    if (openTraces().length === 0) return f(...(unflatten(structure, leaves) as A));
    const { program, captured, structure: out } = bodyAt("checkpoint", f as AnyFunction, leaves, structure);
    return unflatten(out, bind(checkpointCall, [...captured, ...leaves], { program, policy })) as R;
  };
}

/** Functions with a hand-written reverse rule. Forward mode follows by transposing it, where it is linear. */
import { raise } from "../../errors.js";
import type { JointArguments, Primitive, Tangent } from "../../ir/primitive.js";
import { typesOf, type Program } from "../../ir/program.js";
import { isInexact, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { zeros } from "../../primitives/constant.js";
import { run, toLanes, withLanes, wrap } from "../../primitives/control/wrap.js";
import { makePrimitive } from "../../primitives/define.js";
import { typeOfApplication } from "../../primitives/guard.js";
import { bind } from "../../trace/bind.js";
import { runProgram } from "../../trace/run-program.js";
import { unflatten, type Structure } from "../../trace/tree.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { pushThrough, recordPullback, type Pull } from "../pullback.js";
import { flattenOwed } from "./align.js";
import {
  flattenValue,
  pairFrom,
  refuseCapturedTangents,
  stageCall,
  takeApart,
  type Application,
  type CustomOptions,
} from "./call.js";
import { inLanes } from "./lanes.js";

/** Values with residuals, and the pullback that reads them. */
export interface Run {
  readonly outputs: readonly NDArray[];
  readonly residuals: readonly NDArray[];
  readonly pull: Pull;
}

interface CustomVjpParams {
  readonly program: Program;
  readonly consts: number;
  readonly forward: (inputs: readonly NDArray[]) => Run;
}

function push({ inputs, tangents, params: { consts, forward } }: JointArguments<CustomVjpParams>): {
  outputs: readonly NDArray[];
  tangents: readonly Tangent[];
} {
  refuseCapturedTangents("customVjp", tangents.slice(0, consts));
  const own = inputs.slice(consts);
  const moving = tangents.slice(consts);
  const { outputs, residuals, pull } = forward(own);
  const pullback = recordPullback(
    "customVjp",
    residuals.map((x) => x.type),
    outputs.map((x) => x.type),
    own.map((x) => x.type),
    moving.map((t) => t !== null),
    pull,
  );
  return { outputs, tangents: pushThrough(pullback, residuals, moving, outputs) };
}

/** The same for values in lanes. */
function forwardInLanes(size: number, forward: CustomVjpParams["forward"]): CustomVjpParams["forward"] {
  return (inputs) => {
    let example: Run | undefined;
    let counts = 0;
    const results = inLanes(size, inputs, (values) => {
      example = forward(values as NDArray[]);
      counts = example.outputs.length;
      return [...example.outputs, ...example.residuals];
    }) as NDArray[];
    const { pull } = example as unknown as Run;
    return {
      outputs: results.slice(0, counts),
      residuals: results.slice(counts),
      pull: (residuals, cotangents) =>
        inLanes(size, [...residuals, ...cotangents], (values) =>
          pull(values.slice(0, residuals.length) as NDArray[], values.slice(residuals.length)),
        ),
    };
  };
}

export const customVjpCall: Primitive<CustomVjpParams> = {
  ...makePrimitive<CustomVjpParams>("customVjp", {
    type: typeOfApplication("customVjp"),
    callsProgram: true,
    eager: runProgram,
    runsRules: true,
    jointJvp: push,
    linearize: push,
    batch: ({ inputs, batched, size, params, batchProgram }) => {
      const plan = batchProgram(
        params.program,
        inputs.map(() => true),
        size,
      );
      const types = typesOf(params.program.inputs).map((type): ArrayType => withLanes(type, true, size));
      const program = wrap("vmap of customVjp", types, (values) =>
        run(plan.program, values).map((y, i) => toLanes(y, plan.batchedOutputs[i] === true, size)),
      );
      const outputs = bind(
        customVjpCall,
        inputs.map((x, i) => toLanes(x, batched[i] === true, size)),
        {
          ...params,
          program,
          forward: forwardInLanes(size, params.forward),
        },
      );
      return { outputs, batched: outputs.map(() => true) };
    },
  }),
  body: (_, { program }) => program,
};

export type CustomVjp<F extends AnyFunction> = F & {
  /** `fwd(...args) → [value, residuals]`, `bwd(...nondiff, residuals, cotangent) → one cotangent per argument`. */
  defvjp(fwd: AnyFunction, bwd: AnyFunction): CustomVjp<F>;
};

/** Cotangents of the result as its tree: zeros where none flow, `null` for elements that have no derivatives. */
export const cotangentTree = (
  structure: Structure,
  types: readonly ArrayType[],
  cotangents: readonly Tangent[],
): unknown =>
  unflatten(
    structure,
    types.map((type, i) => cotangents[i] ?? (isInexact(type.dtype) ? zeros(type) : null)),
  );

/** Cotangents of arguments, made flat. */
export const flattenCotangents = (where: string, result: unknown, { structure, leaves }: Application): Tangent[] =>
  flattenOwed(result, {
    where,
    what: "the list of cotangents that the backward rule gives, one per argument,",
    structure,
    types: leaves.map((leaf) => leaf.type),
  });

/**
 * A function with its own reverse rule. Forward mode follows by transposing `bwd`, if it is linear in the cotangent. Outside of
 * `jit`, function and rules may read values.
 * @param fwd `(...args) → [value, residuals]`, where residuals are any tree of arrays
 * @param bwd `(...nondiff, residuals, cotangent) → cotangents`, one per argument as a list of trees; `null` stands for zero, and
 * is what integers get and give
 * @throws MissingRuleError if it is differentiated without rules; StructureError, ShapeError, DTypeError if a rule gives what
 * does not fit; DifferentiationError if the function closes over what is being differentiated, or if forward mode meets a `bwd`
 * that is not linear
 * @example const f = customVjp((x) => np.exp(x), (x) => { const y = np.exp(x); return [y, y]; }, (y, ct) => [ct.mul(y)]);
 */
export function customVjp<F extends AnyFunction>(
  f: F,
  fwd?: AnyFunction,
  bwd?: AnyFunction,
  options: CustomOptions = {},
): CustomVjp<F> {
  let rules = fwd === undefined || bwd === undefined ? undefined : { fwd, bwd };
  const call = (...args: unknown[]): unknown => {
    const application = takeApart("customVjp", f, args, options);
    if (!application.traced) return f(...(args as never[]));
    const { program, captured, structure } = stageCall("customVjp", application);
    const types = typesOf(program.outputs);
    const forward = (inputs: readonly NDArray[]): Run => {
      if (rules === undefined)
        return raise({
          code: "missing-rule",
          what: "a customVjp function was differentiated before its rules were given",
          where: "customVjp",
          fix: "call f.defvjp(fwd, bwd), or pass both after the function",
        });
      const { bwd: back } = rules;
      const own = unflatten(application.structure, inputs) as unknown[];
      const result = takeApart("customVjp", rules.fwd, mergeFixed(args, own, options), options).f(...(own as never[]));
      const [value, tree] = pairFrom("customVjp (forward rule)", result, "[value, residuals]");
      const kept = flattenArrays("customVjp (residuals)", tree);
      const outputs = flattenValue("customVjp (forward rule)", value, structure, types);
      const pull: Pull = (values, cotangents) =>
        flattenCotangents(
          "customVjp",
          back(
            ...([
              ...application.fixed,
              unflatten(kept.structure, values),
              cotangentTree(structure, types, cotangents),
            ] as never[]),
          ),
          application,
        );
      return { outputs, residuals: kept.leaves, pull };
    };
    return unflatten(
      structure,
      bind(customVjpCall, [...captured, ...application.leaves], { program, consts: captured.length, forward }),
    );
  };
  const custom: CustomVjp<F> = Object.assign(call as unknown as F, {
    defvjp(nextFwd: AnyFunction, nextBwd: AnyFunction) {
      rules = { fwd: nextFwd, bwd: nextBwd };
      return custom;
    },
  });
  return custom;
}

/** The arguments of a call with the differentiable ones replaced. */
function mergeFixed(
  args: readonly unknown[],
  own: readonly unknown[],
  { nondiffArgnums = [] }: CustomOptions,
): unknown[] {
  const fixed = [nondiffArgnums].flat().map((n) => (n < 0 ? n + args.length : n));
  let next = 0;
  return args.map((arg, i) => (fixed.includes(i) ? arg : own[next++]));
}

/** Functions with a hand-written reverse rule. Forward mode follows by transposing it, where it is linear. */
import { raise } from "../../errors.js";
import type { JointArguments, Primitive, Tangent } from "../../ir/primitive.js";
import { typesOf, type Program } from "../../ir/program.js";
import type { ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { zeros, zerosLike } from "../../primitives/constant.js";
import { run, toLanes, withLanes, wrap } from "../../primitives/control/wrap.js";
import { makePrimitive } from "../../primitives/define.js";
import { typeOfApplication } from "../../primitives/guard.js";
import { bind } from "../../trace/bind.js";
import { record } from "../../trace/record.js";
import { runProgram } from "../../trace/run-program.js";
import { flatten, unflatten } from "../../trace/tree.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { evaluate } from "../evaluate.js";
import { pushThrough, recordPullback, type Pull } from "../pullback.js";
import { flattenResult, refuseCapturedTangents, stageCall, takeApart, type CustomOptions } from "./call.js";
import { inLanes } from "./lanes.js";

/** Values with residuals, and the pullback that reads them. */
interface Run {
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
        { ...params, program, forward: forwardInLanes(size, params.forward) },
      );
      return { outputs, batched: outputs.map(() => true) };
    },
  }),
  body: (_, { program }) => program,
};

export type CustomVjp<F extends AnyFunction> = F & {
  /** `fwd(...args) → [value, residuals]`, `bwd(...nondiff, residuals, cotangent) → one cotangent (or null) per argument`. */
  defvjp(fwd: AnyFunction, bwd: AnyFunction): CustomVjp<F>;
};

/** Cotangents of arguments as a list of trees, made flat; null stands for zero. */
function flattenCotangents(result: unknown, count: number, sizes: readonly number[]): Tangent[] {
  if (!Array.isArray(result) || result.length !== count)
    return raise({
      code: "structure",
      what: `the backward rule must return ${count} cotangents, one per argument, got ${Array.isArray(result) ? `${result.length}` : typeof result}`,
      where: "customVjp",
      fix: "return a list; null stands for a zero cotangent",
    });
  return result.flatMap((tree, i): Tangent[] =>
    tree === null
      ? new Array<Tangent>(sizes[i] as number).fill(null)
      : flattenArrays("customVjp (backward rule)", tree).leaves,
  );
}

/**
 * A function with its own reverse rule.
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
    const sizes = application.structure.children.map(({ leaves }) => leaves);
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
      if (!Array.isArray(result) || result.length !== 2)
        return raise({
          code: "structure",
          what: "the forward rule must return [value, residuals]",
          where: "customVjp",
          fix: "return the function's result and what the backward rule needs",
        });
      const kept = flatten(result[1]);
      const residuals = flattenArrays("customVjp (residuals)", result[1]).leaves;
      const outputs = flattenResult("customVjp (value of the forward rule)", result[0], structure);
      const pull: Pull = (values, cotangents) => {
        const ct = unflatten(
          structure,
          cotangents.map((one, i) => one ?? zerosLike(outputs[i] as NDArray)),
        );
        return flattenCotangents(
          back(...([...application.fixed, unflatten(kept.structure, values), ct] as never[])),
          sizes.length,
          sizes,
        );
      };
      return { outputs, residuals, pull };
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

/**
 * A function that returns [value, pullback] itself: `pullback(ct)` gives the cotangents of its arguments.
 * @example const f = customGradient((x) => [x.mul(x), (ct) => [ct.mul(x).mul(2)]]);
 */
export function customGradient<A extends unknown[], R>(
  f: (...args: A) => readonly [R, (cotangent: never) => readonly unknown[]],
): (...args: A) => R {
  return (...args) => {
    const application = takeApart(
      "customGradient",
      ((...given: A) => f(...given)[0]) as unknown as AnyFunction,
      args,
      {},
    );
    if (!application.traced) return f(...args)[0];
    const { program, captured: consts, structure } = stageCall("customGradient", application);
    const sizes = application.structure.children.map(({ leaves }) => leaves);
    const forward = (inputs: readonly NDArray[]): Run => {
      const [value, pullback] = f(...(unflatten(application.structure, inputs) as A));
      const outputs = flattenResult("customGradient", value, structure);
      // Recorded at once, so that what the pullback closes over becomes residuals while the traces it belongs to are open.
      const types = outputs.map((y) => y.type);
      let present: readonly boolean[] = [];
      const { program: back, captured } = record("customGradient", types, (cts) => {
        const results = flattenCotangents(pullback(unflatten(structure, cts) as never), sizes.length, sizes);
        present = results.map((x) => x !== null);
        return results.filter((x): x is NDArray => x !== null);
      });
      const pull: Pull = (residuals, cotangents) => {
        const results = evaluate(back, [
          ...cotangents.map((ct, i) => ct ?? zeros(types[i] as ArrayType)),
          ...residuals,
        ]);
        let next = 0;
        return present.map((there) => (there ? (results[next++] as NDArray) : null));
      };
      return { outputs, residuals: captured, pull };
    };
    return unflatten(
      structure,
      bind(customVjpCall, [...consts, ...application.leaves], { program, consts: consts.length, forward }),
    ) as R;
  };
}

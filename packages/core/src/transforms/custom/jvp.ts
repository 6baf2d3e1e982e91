/** Functions with a hand-written forward rule. Reverse mode follows by transposition. */
import { raise } from "../../errors.js";
import type { JointArguments, Primitive, Tangent } from "../../ir/primitive.js";
import { typesOf, type Program } from "../../ir/program.js";
import type { ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { add } from "../../primitives/arithmetic.js";
import { zerosLike } from "../../primitives/constant.js";
import { run, toLanes, withLanes, wrap } from "../../primitives/control/wrap.js";
import { makePrimitive } from "../../primitives/define.js";
import { typeOfApplication } from "../../primitives/guard.js";
import { bind } from "../../trace/bind.js";
import { runProgram } from "../../trace/run-program.js";
import type { AnyFunction } from "../call.js";
import { flattenResult, refuseCapturedTangents, stageCall, takeApart, unflatten, type CustomOptions } from "./call.js";
import { inLanes } from "./lanes.js";

type FlatRule = (
  primals: readonly NDArray[],
  tangents: readonly Tangent[],
) => { outputs: readonly NDArray[]; tangents: readonly NDArray[] };

interface CustomJvpParams {
  readonly program: Program;
  /** The first inputs, which the function closes over. */
  readonly consts: number;
  readonly rule: FlatRule;
}

function push({ inputs, tangents, params: { consts, rule } }: JointArguments<CustomJvpParams>): {
  outputs: readonly NDArray[];
  tangents: readonly Tangent[];
} {
  refuseCapturedTangents("customJvp", tangents.slice(0, consts));
  return rule(inputs.slice(consts), tangents.slice(consts));
}

export const customJvpCall: Primitive<CustomJvpParams> = {
  ...makePrimitive<CustomJvpParams>("customJvp", {
    type: typeOfApplication("customJvp"),
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
      const program = wrap("vmap of customJvp", types, (values) =>
        run(plan.program, values).map((y, i) => toLanes(y, plan.batchedOutputs[i] === true, size)),
      );
      const rule: FlatRule = (primals, tangents) => {
        const count = primals.length;
        const results = inLanes(size, [...primals, ...tangents], (examples) => {
          const pushed = params.rule(examples.slice(0, count) as NDArray[], examples.slice(count));
          return [...pushed.outputs, ...pushed.tangents];
        }) as NDArray[];
        return { outputs: results.slice(0, results.length / 2), tangents: results.slice(results.length / 2) };
      };
      const outputs = bind(
        customJvpCall,
        inputs.map((x, i) => toLanes(x, batched[i] === true, size)),
        { ...params, program, rule },
      );
      return { outputs, batched: outputs.map(() => true) };
    },
  }),
  body: (_, { program }) => program,
};

/** (primals, tangents) → [value, tangent]; tangents that are zero are arrays of zeros. */
export type JvpRule = (...args: never[]) => unknown;

export type CustomJvp<F extends AnyFunction> = F & {
  /** The rule: `(...nondiff, primals, tangents) → [value, tangent]`. */
  defjvp(rule: JvpRule): CustomJvp<F>;
  /** One rule per argument: `(tangent, value, ...args) → tangent`, or null where the derivative is zero. */
  defjvps(...rules: readonly (((t: NDArray, ans: NDArray, ...args: NDArray[]) => NDArray) | null)[]): CustomJvp<F>;
};

/**
 * A function with its own forward rule; reverse mode transposes the rule.
 * @example const f = customJvp((x) => np.log1p(np.exp(x)), ([x], [t]) => [f(x), np.multiply(t, sigmoid(x))]);
 */
export function customJvp<F extends AnyFunction>(f: F, rule?: JvpRule, options: CustomOptions = {}): CustomJvp<F> {
  let current: AnyFunction | undefined = rule as AnyFunction | undefined;
  const call = (...args: unknown[]): unknown => {
    const application = takeApart("customJvp", f, args, options);
    if (!application.traced) return f(...(args as never[]));
    const { program, captured, structure } = stageCall("customJvp", application);
    const flat: FlatRule = (primals, tangents) => {
      if (current === undefined)
        return raise({
          code: "missing-rule",
          what: "a customJvp function was differentiated before its rule was given",
          where: "customJvp",
          fix: "call f.defjvp(rule), or pass the rule as the second argument",
        });
      const build = (values: readonly Tangent[]): unknown =>
        unflatten(
          application.structure,
          values.map((t, i) => t ?? zerosLike(primals[i] as NDArray)),
        );
      const result = current(...([...application.fixed, build(primals), build(tangents)] as never[]));
      if (!Array.isArray(result) || result.length !== 2)
        return raise({
          code: "structure",
          what: "the rule must return [value, tangent]",
          where: "customJvp",
          fix: "return the function's result and its tangent, both as the function returns its result",
        });
      return {
        outputs: flattenResult("customJvp (value of the rule)", result[0], structure),
        tangents: flattenResult("customJvp (tangent of the rule)", result[1], structure),
      };
    };
    return unflatten(
      structure,
      bind(customJvpCall, [...captured, ...application.leaves], { program, consts: captured.length, rule: flat }),
    );
  };
  const custom: CustomJvp<F> = Object.assign(call as unknown as F, {
    defjvp(next: JvpRule) {
      current = next as AnyFunction;
      return custom;
    },
    defjvps(...rules: readonly (((t: NDArray, ans: NDArray, ...args: NDArray[]) => NDArray) | null)[]) {
      current = ((primals: NDArray[], tangents: NDArray[]) => {
        const value = call(...primals) as NDArray;
        const terms = rules.flatMap((term, i) =>
          term === null ? [] : [term(tangents[i] as NDArray, value, ...primals)],
        );
        return [value, terms.length === 0 ? zerosLike(value) : terms.reduce((a, b) => add(a, b))];
      }) as unknown as AnyFunction;
      return custom;
    },
  });
  return custom;
}

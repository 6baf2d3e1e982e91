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
import { meaningIn, Tracer, withTrace } from "../../trace/trace.js";
import type { AnyFunction } from "../call.js";
import { flattenOwed } from "./align.js";
import {
  flattenValue,
  pairFrom,
  refuseCapturedTangents,
  stageCall,
  takeApart,
  unflatten,
  type CustomOptions,
} from "./call.js";
import type { Dual } from "../dual.js";
import { linearizeDomain } from "../programs.js";
import { inLanes } from "./lanes.js";

type FlatRule = (
  primals: readonly NDArray[],
  tangents: readonly Tangent[],
) => { outputs: readonly NDArray[]; tangents: readonly Tangent[] };

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

/**
 * The same, with a linear map of tangents. A rule may compute primals and tangents together (in a loop, in a jitted function), so it
 * is linearized by its tangents at zero: its tangents are linear in them, and what comes beside is free of them.
 */
function pushLinear({ inputs, tangents, params: { consts, rule } }: JointArguments<CustomJvpParams>): {
  outputs: readonly NDArray[];
  tangents: readonly Tangent[];
} {
  refuseCapturedTangents("customJvp", tangents.slice(0, consts));
  const primals = inputs.slice(consts);
  return withTrace(linearizeDomain, false, (trace) => {
    const moving = tangents
      .slice(consts)
      .map((tangent, i) =>
        tangent === null ? null : new Tracer<Dual>(trace, { primal: zerosLike(primals[i] as NDArray), tangent }),
      );
    const pushed = rule(primals, moving);
    return {
      outputs: pushed.outputs.map((y) => meaningIn(trace, y).primal),
      tangents: pushed.tangents.map((t) => (t === null ? null : meaningIn(trace, t).tangent)),
    };
  });
}

/** The rule for values in lanes. */
const ruleInLanes =
  (size: number, rule: FlatRule): FlatRule =>
  (primals, tangents) => {
    const count = primals.length;
    const results = inLanes(size, [...primals, ...tangents], (examples) => {
      const pushed = rule(examples.slice(0, count) as NDArray[], examples.slice(count));
      return [...pushed.outputs, ...pushed.tangents];
    });
    const half = results.length / 2;
    return { outputs: results.slice(0, half) as NDArray[], tangents: results.slice(half) };
  };

export const customJvpCall: Primitive<CustomJvpParams> = {
  ...makePrimitive<CustomJvpParams>("customJvp", {
    type: typeOfApplication("customJvp"),
    callsProgram: true,
    eager: runProgram,
    runsRules: true,
    jointJvp: push,
    linearize: pushLinear,
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
      const outputs = bind(
        customJvpCall,
        inputs.map((x, i) => toLanes(x, batched[i] === true, size)),
        { ...params, program, rule: ruleInLanes(size, params.rule) },
      );
      return { outputs, batched: outputs.map(() => true) };
    },
  }),
  body: (_, { program }) => program,
};

/** `(...nondiff, primals, tangents) → [value, tangent]`; in the tangent `null` stands for zero. */
export type JvpRule = (...args: never[]) => unknown;

export interface JvpRuleOptions {
  /** The rule gets `null` for tangents that are zero (of integers, too), instead of arrays of zeros: it can skip the work. */
  readonly symbolicZeros?: boolean;
}

export type CustomJvp<F extends AnyFunction> = F & {
  /** The rule: `(...nondiff, primals, tangents) → [value, tangent]`. */
  defjvp(rule: JvpRule, options?: JvpRuleOptions): CustomJvp<F>;
  /** One rule per argument: `(tangent, value, ...args) → tangent`, or null where the derivative is zero. */
  defjvps(...rules: readonly (((t: NDArray, ans: NDArray, ...args: NDArray[]) => NDArray) | null)[]): CustomJvp<F>;
};

/** One rule per argument as one rule for all. */
const ruleOfTerms =
  (
    call: (...args: unknown[]) => unknown,
    rules: readonly (((t: NDArray, ans: NDArray, ...args: NDArray[]) => NDArray) | null)[],
  ) =>
  (primals: readonly NDArray[], tangents: readonly Tangent[]): unknown => {
    const value = call(...primals) as NDArray;
    const terms = tangents.flatMap((t, i) => {
      const term = rules[i];
      return term == null || t === null ? [] : [term(t, value, ...primals)];
    });
    return [value, terms.length === 0 ? null : terms.reduce((a, b) => add(a, b))];
  };

/**
 * A function with its own forward rule; reverse mode transposes the rule, which must be linear in the tangents. The rule may
 * call the function itself, for derivatives of higher order. Outside of `jit`, function and rule may read values.
 * @param rule `(...nondiff, primals, tangents) → [value, tangent]`
 * @throws MissingRuleError if it is differentiated without a rule; StructureError, ShapeError, DTypeError if the rule gives
 * what does not fit the function; DifferentiationError if the function closes over what is being differentiated
 * @example const f = customJvp((x) => np.log1p(np.exp(x)), ([x], [t]) => [f(x), np.multiply(t, sigmoid(x))]);
 */
export function customJvp<F extends AnyFunction>(
  f: F,
  rule?: JvpRule,
  options: CustomOptions & JvpRuleOptions = {},
): CustomJvp<F> {
  let current: AnyFunction | undefined = rule as AnyFunction | undefined;
  let symbolic = options.symbolicZeros === true;
  const call = (...args: unknown[]): unknown => {
    const application = takeApart("customJvp", f, args, options);
    if (!application.traced) return f(...(args as never[]));
    const { program, captured, structure } = stageCall("customJvp", application);
    const types = typesOf(program.outputs);
    const flat: FlatRule = (primals, tangents) => {
      if (current === undefined)
        return raise({
          code: "missing-rule",
          what: "a customJvp function was differentiated before its rule was given",
          where: "customJvp",
          fix: "call f.defjvp(rule), or pass the rule as the second argument",
        });
      const moving = symbolic ? tangents : tangents.map((t, i) => t ?? zerosLike(primals[i] as NDArray));
      const [at, along] = [primals, moving].map((values) => unflatten(application.structure, values));
      const result = current(...([...application.fixed, at, along] as never[]));
      const [value, tangent] = pairFrom("customJvp", result, "[value, tangent]");
      return {
        outputs: flattenValue("customJvp", value, structure, types),
        tangents: flattenOwed(tangent, { where: "customJvp", what: "the tangent", structure, types }),
      };
    };
    return unflatten(
      structure,
      bind(customJvpCall, [...captured, ...application.leaves], { program, consts: captured.length, rule: flat }),
    );
  };
  const custom: CustomJvp<F> = Object.assign(call as unknown as F, {
    defjvp(next: JvpRule, { symbolicZeros = false }: JvpRuleOptions = {}) {
      current = next as AnyFunction;
      symbolic = symbolicZeros;
      return custom;
    },
    defjvps(...rules: readonly (((t: NDArray, ans: NDArray, ...args: NDArray[]) => NDArray) | null)[]) {
      current = ruleOfTerms(call, rules) as unknown as AnyFunction;
      symbolic = true;
      return custom;
    },
  });
  return custom;
}

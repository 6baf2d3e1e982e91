/**
 * An application of a function with a rule for vmap, flat. Forward mode pushes tangents through function and rule; reverse mode
 * keeps the operands and computes the rest again, so that the rule is met under grad, too.
 */
import type { Batched, JointArguments, Primitive, Tangent, TransposeArguments } from "../../ir/primitive.js";
import { typesOf, type Program } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { zeros } from "../../primitives/constant.js";
import {
  chosen,
  instantiate,
  isActive,
  known,
  parts,
  run,
  spread,
  toLanes,
  wrap,
} from "../../primitives/control/wrap.js";
import { makePrimitive } from "../../primitives/define.js";
import { typeOfApplication } from "../../primitives/guard.js";
import { bind } from "../../trace/bind.js";
import { record } from "../../trace/record.js";
import { runProgram } from "../../trace/run-program.js";
import { meaningIn, Tracer, withTrace } from "../../trace/trace.js";
import type { Dual } from "../dual.js";
import { jvpDomain, transforms } from "../programs.js";
import { backward } from "../transpose.js";

/** What comes of operands of which some are in lanes. */
export type LaneRule = (size: number, batched: readonly boolean[], inputs: readonly NDArray[]) => Batched;

export interface CustomVmapParams {
  readonly program: Program;
  readonly rule: LaneRule;
}

/** Results in lanes, all of them. */
const allInLanes = (
  rule: LaneRule,
  size: number,
  batched: readonly boolean[],
  inputs: readonly NDArray[],
): NDArray[] => {
  const result = rule(size, batched, inputs);
  return result.outputs.map((y, i) => toLanes(y, result.batched[i] === true, size));
};

/** Values and tangents of a function of arrays. */
function pushed(
  f: (xs: readonly NDArray[]) => readonly NDArray[],
  primals: readonly NDArray[],
  tangents: readonly Tangent[],
): { outputs: NDArray[]; tangents: Tangent[] } {
  return withTrace<Dual, { outputs: NDArray[]; tangents: Tangent[] }>(jvpDomain, false, (trace) => {
    const duals = f(primals.map((primal, i) => new Tracer<Dual>(trace, { primal, tangent: tangents[i] ?? null }))).map(
      (y) => meaningIn(trace, y),
    );
    return { outputs: duals.map(({ primal }) => primal), tangents: duals.map(({ tangent }) => tangent) };
  });
}

/** The rule for (operands, active tangents): the rule's tangents, after its values if they are wanted. */
const ruleOfTangents =
  (rule: LaneRule, active: readonly boolean[], activeOutputs: readonly boolean[], values: boolean): LaneRule =>
  (size, batched, inputs) => {
    const count = active.length;
    const ts = spread<NDArray | null>(active, inputs.slice(count), () => null);
    const tsBatched = spread(active, batched.slice(count), () => false);
    const lanes = active.map((on, i) => batched[i] === true || (on && tsBatched[i] === true));
    const inLanes = (x: NDArray, already: boolean | undefined, i: number): NDArray =>
      lanes[i] ? toLanes(x, already === true, size) : x;
    const primals = inputs.slice(0, count).map((x, i) => inLanes(x, batched[i], i));
    const tangents = ts.map((t, i) => (t === null ? null : inLanes(t, tsBatched[i], i)));
    const results = pushed((xs) => allInLanes(rule, size, lanes, xs), primals, tangents);
    const types = results.outputs.map((y) => y.type);
    const moving = chosen(instantiate(results.tangents, types), activeOutputs);
    const outputs = values ? [...results.outputs, ...moving] : moving;
    return { outputs, batched: outputs.map(() => true) };
  };

function jvpOfCall({ inputs, tangents, params: { program, rule } }: JointArguments<CustomVmapParams>) {
  const active = isActive(tangents);
  const plan = transforms.jvp(program, active);
  const results = bind(customVmapCall, [...inputs, ...known(tangents)], {
    program: plan.program,
    rule: ruleOfTangents(rule, active, plan.activeOutputs, true),
  });
  const [outputs = [], moving = []] = parts(results, program.outputs.length);
  return { outputs, tangents: spread<Tangent>(plan.activeOutputs, moving, () => null) };
}

function linearizeCall({ inputs, tangents, params: { program, rule } }: JointArguments<CustomVmapParams>) {
  const active = isActive(tangents);
  const plan = transforms.linearize(program, active);
  const types = typesOf(program.inputs);
  const again = wrap("tangents of customVmap", [...types, ...chosen(types, active)], (values) => {
    const [xs = [], ts = []] = parts(values, types.length);
    return run(plan.linear, [...ts, ...run(plan.forward, xs).slice(program.outputs.length)]);
  });
  const outputs = bind(customVmapCall, inputs, { program, rule });
  if (!plan.activeOutputs.includes(true)) return { outputs, tangents: outputs.map(() => null) };
  const moving = bind(customVmapCall, [...inputs, ...known(tangents)], {
    program: again,
    rule: ruleOfTangents(rule, active, plan.activeOutputs, false),
  });
  return { outputs, tangents: spread<Tangent>(plan.activeOutputs, moving, () => null) };
}

/** The rule of the transpose: lanes of cotangents go back through the rule, which is recorded for that. */
const ruleOfTranspose =
  (
    rule: LaneRule,
    linear: readonly boolean[],
    activeCts: readonly boolean[],
    activeInputs: readonly boolean[],
    types: Program,
  ): LaneRule =>
  (size, batched, given) => {
    const lanes = given.map((x, i) => toLanes(x, batched[i] === true, size));
    const count = linear.filter((on) => !on).length;
    const values = spread<NDArray | null>(
      linear.map((on) => !on),
      lanes.slice(0, count),
      () => null,
    );
    const inLanes = typesOf(types.inputs).map((type) => ({ ...type, shape: [size, ...type.shape] }));
    const { program, captured } = record("transposed rule", inLanes, (xs) =>
      allInLanes(
        rule,
        size,
        xs.map(() => true),
        xs,
      ),
    );
    const cts = spread<Tangent>(activeCts, lanes.slice(count), () => null);
    const back = backward(program, [...values, ...captured], cts, transforms).slice(0, linear.length);
    const outputs = chosen(
      back.map((ct, i) => ct ?? zeros(inLanes[i] as (typeof inLanes)[number])),
      activeInputs,
    );
    return { outputs, batched: outputs.map(() => true) };
  };

function transposeCall({ cotangents, inputs, params: { program, rule } }: TransposeArguments<CustomVmapParams>) {
  const linear = inputs.map((x) => x === null);
  const activeCts = cotangents.map((ct) => ct !== null);
  const plan = transforms.transpose(program, linear, activeCts);
  const results = bind(customVmapCall, [...known(inputs), ...known(cotangents)], {
    program: plan.program,
    rule: ruleOfTranspose(rule, linear, activeCts, plan.activeInputs, program),
  });
  return spread<Tangent>(plan.activeInputs, results, () => null);
}

export const customVmapCall: Primitive<CustomVmapParams> = {
  ...makePrimitive<CustomVmapParams>("customVmap", {
    type: typeOfApplication("customVmap"),
    callsProgram: true,
    eager: runProgram,
    runsRules: true,
    jointJvp: jvpOfCall,
    linearize: linearizeCall,
    transpose: transposeCall,
    batch: ({ inputs, batched, size, params }) => params.rule(size, batched, inputs),
  }),
  body: (_, { program }) => program,
};

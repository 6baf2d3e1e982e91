/** A choice between programs by an index known when the program runs; out-of-range indices mean the nearest branch. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type {
  BatchArguments,
  Batched,
  Cotangent,
  JointArguments,
  Primitive,
  Tangent,
  TransposeArguments,
} from "../../ir/primitive.js";
import { effectful } from "../../ir/effects.js";
import type { Program } from "../../ir/program.js";
import { sameType, showType, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { bind } from "../../trace/bind.js";
import { flopsOf } from "../call.js";
import { eq } from "../compare.js";
import { fullLike } from "../constant.js";
import { sequentially } from "../host/sequentially.js";
import { makePrimitive } from "../define.js";
import { ensure } from "../guard.js";
import { clamp } from "../extrema.js";
import { broadcast } from "../reduce.js";
import { select } from "../select.js";
import {
  chosen,
  either,
  instantiate,
  isActive,
  known,
  parts,
  run,
  spread,
  toLanes,
  typesOf,
  withLanes,
  wrap,
} from "./wrap.js";

export interface SwitchParams {
  /** All of one type. */
  readonly branches: readonly Program[];
}

const describe = (types: readonly ArrayType[]): string => `(${types.map(showType).join(", ")})`;

/** Outputs and tangents; all branches give tangents where one of them does. */
function jvpOfSwitch({
  inputs: [index, ...operands],
  tangents: [, ...tangents],
  params,
  transforms,
}: JointArguments<SwitchParams>): { outputs: readonly NDArray[]; tangents: readonly Tangent[] } {
  const mask = isActive(tangents);
  const plans = params.branches.map((branch) => transforms.jvp(branch, mask));
  const active = plans.map(({ activeOutputs }) => activeOutputs).reduce(either);
  const count = active.length;
  const branches = plans.map((plan, k) => {
    const branch = params.branches[k] as Program;
    return wrap("jvp of switch", typesOf(plan.program.inputs), (values) => {
      const results = run(plan.program, values);
      const out = spread<Tangent>(plan.activeOutputs, results.slice(count), () => null);
      return [...results.slice(0, count), ...chosen(instantiate(out, typesOf(branch.outputs)), active)];
    });
  });
  const results = bind(switchBranch, [index as NDArray, ...operands, ...known(tangents)], { branches });
  return { outputs: results.slice(0, count), tangents: spread<Tangent>(active, results.slice(count), () => null) };
}

/** Every branch keeps its own residuals, and zeros in place of the others'. */
function linearizeSwitch({
  inputs: [index, ...operands],
  tangents: [, ...tangents],
  params,
  transforms,
}: JointArguments<SwitchParams>): { outputs: readonly NDArray[]; tangents: readonly Tangent[] } {
  const mask = isActive(tangents);
  const plans = params.branches.map((branch) => transforms.linearize(branch, mask));
  const active = plans.map(({ activeOutputs }) => activeOutputs).reduce(either);
  const count = active.length;
  const residualTypes = plans.map(({ forward }) => typesOf(forward.outputs).slice(count));
  const forwards = plans.map(({ forward }, k) =>
    wrap("forward switch", typesOf(forward.inputs), (values) => {
      const results = run(forward, values);
      const own = results.slice(count);
      return [
        ...results.slice(0, count),
        ...residualTypes.flatMap((types, j) =>
          j === k
            ? own
            : instantiate(
                types.map(() => null),
                types,
              ),
        ),
      ];
    }),
  );
  const activeTypes = typesOf(chosen((params.branches[0] as Program).inputs, mask));
  const outTypes = typesOf((params.branches[0] as Program).outputs);
  const linears = plans.map((plan, k) =>
    wrap("linear switch", [...activeTypes, ...residualTypes.flat()], (values) => {
      const [ts = [], ...residuals] = parts(values, activeTypes.length, ...residualTypes.map((types) => types.length));
      const out = spread<Tangent>(
        plan.activeOutputs,
        run(plan.linear, [...ts, ...(residuals[k] as NDArray[])]),
        () => null,
      );
      return chosen(instantiate(out, outTypes), active);
    }),
  );
  const results = bind(switchBranch, [index as NDArray, ...operands], { branches: forwards });
  const pushed = bind(switchBranch, [index as NDArray, ...known(tangents), ...results.slice(count)], {
    branches: linears,
  });
  return { outputs: results.slice(0, count), tangents: spread<Tangent>(active, pushed, () => null) };
}

function transposeSwitch({
  cotangents,
  inputs: [index, ...operands],
  params,
  transforms,
}: TransposeArguments<SwitchParams>): readonly Cotangent[] {
  const linear = operands.map((x) => x === null);
  const activeCts = cotangents.map((ct) => ct !== null);
  const plans = params.branches.map((branch) => transforms.transpose(branch, linear, activeCts));
  const active = plans.map(({ activeInputs }) => activeInputs).reduce(either);
  const types = typesOf((params.branches[0] as Program).inputs);
  const branches = plans.map((plan) =>
    wrap("transposed switch", typesOf(plan.program.inputs), (values) => {
      const back = spread<Tangent>(plan.activeInputs, run(plan.program, values), () => null);
      return chosen(instantiate(back, types), active);
    }),
  );
  const results = bind(switchBranch, [index as NDArray, ...known(operands), ...known(cotangents)], { branches });
  return [null, ...spread<Cotangent>(active, results, () => null)];
}

function batchSwitch({
  inputs: [index, ...operands],
  batched: [perLane, ...batched],
  size,
  params,
  batchProgram,
}: BatchArguments<SwitchParams>): Batched {
  // Where lanes differ all branches run for all lanes. What acts may only act in the lanes that choose it.
  if (perLane && params.branches.some(effectful))
    return sequentially(switchBranch, {
      inputs: [index as NDArray, ...operands],
      batched: [true, ...batched],
      size,
      params,
    });
  const plans = params.branches.map((branch) => batchProgram(branch, batched, size));
  if (perLane)
    return chooseLanes(
      index as NDArray,
      plans.map((plan) => run(plan.program, operands).map((y, i) => toLanes(y, plan.batchedOutputs[i] === true, size))),
    );
  const some = plans.map(({ batchedOutputs }) => batchedOutputs).reduce(either);
  const types = typesOf((params.branches[0] as Program).inputs).map((type, i) =>
    withLanes(type, batched[i] === true, size),
  );
  const branches = plans.map((plan) =>
    wrap("vmap of switch", types, (values) =>
      run(plan.program, values).map((y, i) => (some[i] ? toLanes(y, plan.batchedOutputs[i] === true, size) : y)),
    ),
  );
  return { outputs: bind(switchBranch, [index as NDArray, ...operands], { branches }), batched: some };
}

/** Where lanes choose differently, all branches run and each lane takes the results of its own. */
function chooseLanes(index: NDArray, results: readonly (readonly NDArray[])[]): Batched {
  const last = results.length - 1;
  const inRange = clamp(fullLike(index, 0), index, fullLike(index, last));
  const outputs = (results[last] as readonly NDArray[]).map((start, i) =>
    results.slice(0, last).reduce((otherwise, branch, k) => {
      const y = branch[i] as NDArray;
      const here = eq(inRange, fullLike(inRange, k));
      return select(broadcast(here, { shape: y.shape, axes: y.shape.map((_, axis) => axis).slice(1) }), y, otherwise);
    }, start),
  );
  return { outputs, batched: outputs.map(() => true) };
}

export const switchBranch: Primitive<SwitchParams> = /* @__PURE__ */ makePrimitive<SwitchParams>("switch", {
  type: ([index, ...operands], { branches }) => {
    const [first] = branches;
    const odd = branches.find(
      (branch) => first !== undefined && describe(typesOf(branch.outputs)) !== describe(typesOf(first.outputs)),
    );
    return pipe(
      ensure(first !== undefined && index !== undefined && sameType(index, { dtype: "int32", shape: [] }), () => ({
        code: "dtype",
        what: `the index is ${index === undefined ? "missing" : showType(index)}, but it must be i32[]`,
        where: "switch",
        fix: "give a scalar int32 index",
      })),
      chain(() =>
        ensure(
          branches.every((branch) => describe(typesOf(branch.inputs)) === describe(operands)),
          () => ({
            code: "shape",
            what: `the operands are ${describe(operands)}, but a branch takes ${branches.map((branch) => describe(typesOf(branch.inputs))).find((text) => text !== describe(operands)) ?? ""}`,
            where: "switch",
            fix: "record the branches for these operands",
          }),
        ),
      ),
      chain(() =>
        ensure(odd === undefined, () => ({
          code: "dtype",
          what: `branches disagree: one gives ${describe(typesOf((first as Program).outputs))}, another ${describe(typesOf((odd as Program).outputs))}`,
          where: "switch",
          fix: "return the same tree of the same shapes and dtypes from all branches",
        })),
      ),
      map(() => typesOf((first as Program).outputs)),
    );
  },
  jointJvp: jvpOfSwitch,
  linearize: linearizeSwitch,
  transpose: transposeSwitch,
  batch: batchSwitch,
  stepwise: ([index, ...operands], { branches }, runStep) => {
    const chosenBranch = branches[Math.min(branches.length - 1, Math.max(0, Number(index?.item())))];
    if (chosenBranch !== undefined) runStep(chosenBranch, operands);
  },
  flow: ({ inputs, params, run, join }) =>
    params.branches.map((branch) => run(branch, inputs.slice(1))).reduce((all, outputs) => join(all, outputs)),
  flops: (_, { branches }) => Math.max(0, ...branches.map(flopsOf)),
});

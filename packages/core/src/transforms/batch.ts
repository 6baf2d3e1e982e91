/** Batching as a domain: a variable carries one value, or one per lane along a new axis in front. */
import { holdsAcross } from "../ir/across.js";
import { interpret, type Domain } from "../ir/interpret.js";
import type { BatchProgram, Params, Primitive } from "../ir/primitive.js";
import type { Program } from "../ir/program.js";
import type { NDArray } from "../ir/value.js";
import { full } from "../primitives/constant.js";
import { programOf } from "../primitives/body.js";
import { bind } from "../trace/bind.js";
import { maskKey, memoised } from "./memo.js";
import { recordClosed } from "../trace/record.js";
import { missingRule, withProgram } from "./rule.js";

export interface Lanes {
  readonly value: NDArray;
  readonly batched: boolean;
}

export function batchDomain(size: number, axisName?: string): Domain<Lanes> {
  const programInLanes: BatchProgram = (program, batched, lanes) => batchProgram(program, batched, lanes, axisName);
  const example = ({ value, batched }: Lanes): { dtype: NDArray["dtype"]; shape: readonly number[] } =>
    batched ? { dtype: value.dtype, shape: value.shape.slice(1) } : value.type;

  const domain: Domain<Lanes> = {
    name: "vmap",
    ...(axisName !== undefined && {
      axis: { name: axisName, size, concerns: (params) => holdsAcross(params, axisName) },
    }),
    typeOf: example,
    lift: (value) => ({ value, batched: false }),
    constant: ({ value, batched }) => (batched ? null : value),
    outer: ({ value, batched }) => (batched ? null : value),
    apply(primitive, lanes, params) {
      const inputs = lanes.map((lane) => lane.value);
      const batched = lanes.map((lane) => lane.batched);
      if (
        primitive.overLanes !== undefined &&
        axisName !== undefined &&
        (params as { axisName?: string }).axisName === axisName
      ) {
        const result = primitive.overLanes({ inputs, batched, size, params, like: inputs[0] ?? full([], 0, "int32") });
        return result.outputs.map((value, i) => ({ value, batched: result.batched[i] === true }));
      }
      if (!batched.includes(true) && (axisName === undefined || !holdsAcross(params, axisName)))
        return bind(primitive, inputs, params).map(domain.lift);
      if (primitive.batch !== undefined) {
        const result = primitive.batch({ inputs, batched, size, params, batchProgram: programInLanes });
        return result.outputs.map((value, i) => ({ value, batched: result.batched[i] === true }));
      }
      if (primitive.callsProgram === true) return throughProgram(primitive, inputs, batched, params);
      if (primitive.body === undefined) return missingRule(primitive, "vmap", "batch");
      return interpret(programOf(primitive, lanes.map(example), params), domain.apply, lanes);
    },
  };
  function throughProgram(
    primitive: Primitive,
    inputs: readonly NDArray[],
    batched: readonly boolean[],
    params: Params,
  ): Lanes[] {
    const plan = programInLanes((params as { program: Program }).program, batched, size);
    const outputs = bind(primitive, inputs, withProgram(params, plan.program));
    return outputs.map((value, i) => ({ value, batched: plan.batchedOutputs[i] === true }));
  }
  return domain;
}

/** A program in the domain of lanes, recorded. */
const batchProgram = /* @__PURE__ */ memoised(
  (batched: readonly boolean[], size: number, axisName: string | undefined) =>
    `${maskKey(batched)}${size}${axisName === undefined ? "" : JSON.stringify(axisName)}`,
  (program, batched: readonly boolean[], size: number, axisName: string | undefined) => {
    let batchedOutputs: readonly boolean[] = [];
    const { apply } = batchDomain(size, axisName);
    const types = program.inputs.map(({ type }, i) => (batched[i] ? { ...type, shape: [size, ...type.shape] } : type));
    const result = recordClosed("vmap", types, (values) => {
      const outputs = interpret(
        program,
        apply,
        values.map((value, i) => ({ value, batched: batched[i] === true })),
      );
      batchedOutputs = outputs.map((output) => output.batched);
      return outputs.map((output) => output.value);
    });
    return { program: result, batchedOutputs };
  },
);

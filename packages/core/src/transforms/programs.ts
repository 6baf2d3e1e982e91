/**
 * The transforms of whole programs, each remembered with its program. They are the user-level domains run while recording:
 * jvp and linearize are `dual`, batch is `batch`, transpose is `backward`.
 */
import { interpret, type Domain } from "../ir/interpret.js";
import type { ProgramTransforms } from "../ir/primitive.js";
import { typesOf, Var, type Program } from "../ir/program.js";
import type { ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { bind } from "../trace/bind.js";
import { record, recordClosed, Recorder } from "../trace/record.js";
import { meaningIn, Tracer, withTrace } from "../trace/trace.js";
import { dualDomain, type Dual, type Push } from "./dual.js";
import { maskKey, memoised } from "./memo.js";
import { withProgram } from "./rule.js";
import { backward } from "./transpose.js";

const present = (x: NDArray | null): x is NDArray => x !== null;

/** A program applied by a primitive is pushed forward as a program: outputs and tangents together. */
const pushProgramJointly: Push = (primitive, inputs, tangents, params) => {
  const { program } = params as { program: Program };
  const plan = transforms.jvp(program, tangents.map(present));
  const results = bind(primitive, [...inputs, ...tangents.filter(present)], withProgram(params, plan.program));
  return split(results, program.outputs.length, plan.activeOutputs);
};

/** The same in two programs, so that the linear one contains operations on tangents only. */
const pushProgramApart: Push = (primitive, inputs, tangents, params) => {
  const { program } = params as { program: Program };
  const plan = transforms.linearize(program, tangents.map(present));
  const results = bind(primitive, inputs, withProgram(params, plan.forward));
  const outputs = results.slice(0, program.outputs.length);
  if (!plan.activeOutputs.includes(true)) return { outputs, tangents: outputs.map(() => null) };
  const pushed = bind(
    primitive,
    [...tangents.filter(present), ...results.slice(program.outputs.length)],
    withProgram(params, plan.linear),
  );
  return split([...outputs, ...pushed], program.outputs.length, plan.activeOutputs);
};

function split(results: readonly NDArray[], count: number, active: readonly boolean[]): ReturnType<Push> {
  let next = count;
  return { outputs: results.slice(0, count), tangents: active.map((on) => (on ? (results[next++] as NDArray) : null)) };
}

const joint =
  (rule: "jointJvp" | "linearize"): Push =>
  (primitive, inputs, tangents, params) =>
    primitive[rule]?.({ inputs, tangents, params, transforms }) ?? { outputs: [], tangents: [] };
const jointJvp = joint("jointJvp");
const linearizeRule = joint("linearize");

const jvpSpecial = (primitive: Parameters<Push>[0]): Push | undefined => {
  if (primitive.jointJvp !== undefined) return jointJvp;
  return primitive.callsProgram === true && primitive.jvp === undefined ? pushProgramJointly : undefined;
};
const linearizeSpecial = (primitive: Parameters<Push>[0]): Push | undefined => {
  if (primitive.linearize !== undefined) return linearizeRule;
  return primitive.callsProgram === true && primitive.jvp === undefined ? pushProgramApart : undefined;
};

/** Records the tangents of `body`, which gets one linear tracer per type, as a linear program. */
export function recordLinear(
  name: string,
  types: readonly ArrayType[],
  body: (tangents: readonly NDArray[]) => readonly (NDArray | null)[],
): { linear: Program; residuals: readonly NDArray[]; activeOutputs: readonly boolean[] } {
  const recorder = new Recorder(name);
  return withTrace(recorder, false, (trace) => {
    const inputs = types.map((type) => new Var(type));
    const outputs = body(inputs.map((input) => new Tracer<Var>(trace, input)));
    const finished = recorder.finish(
      inputs,
      outputs.filter(present).map((output) => meaningIn(trace, output)),
    );
    return { linear: finished.program, residuals: finished.captured, activeOutputs: outputs.map(present) };
  });
}

/** Primals beside the tangents of the active ones. */
export function duals(primals: readonly NDArray[], tangents: readonly NDArray[], active: readonly boolean[]): Dual[] {
  let next = 0;
  return primals.map((primal, i) => ({ primal, tangent: active[i] ? (tangents[next++] as NDArray) : null }));
}
const activeTypes = (program: Program, active: readonly boolean[]): ArrayType[] =>
  typesOf(program.inputs.filter((_, i) => active[i]));

export const transforms: ProgramTransforms = {
  jvp: memoised(maskKey, (program, active) => {
    let activeOutputs: readonly boolean[] = [];
    const count = program.inputs.length;
    const result = recordClosed("jvp", [...typesOf(program.inputs), ...activeTypes(program, active)], (values) => {
      const outputs = interpret(program, jvpDomain.apply, duals(values.slice(0, count), values.slice(count), active));
      activeOutputs = outputs.map(({ tangent }) => tangent !== null);
      return [...outputs.map(({ primal }) => primal), ...outputs.map(({ tangent }) => tangent).filter(present)];
    });
    return { program: result, activeOutputs };
  }),

  linearize: memoised(maskKey, (program, active) => {
    let parts: ReturnType<typeof recordLinear> | undefined;
    const forward = recordClosed("", typesOf(program.inputs), (values) => {
      let outputs: readonly NDArray[] = [];
      parts = recordLinear("grad", activeTypes(program, active), (tangents) => {
        const pushed = interpret(program, linearizeDomain.apply, duals(values, tangents, active));
        outputs = pushed.map(({ primal }) => primal);
        return pushed.map(({ tangent }) => tangent);
      });
      return [...outputs, ...parts.residuals];
    });
    const { linear, residuals, activeOutputs } = parts as unknown as ReturnType<typeof recordLinear>;
    return { forward, linear, residuals: residuals.length, activeOutputs };
  }),

  transpose: memoised(
    (linear, activeCts) => `${maskKey(linear)}|${maskKey(activeCts)}`,
    (program, linear: readonly boolean[], activeCts: readonly boolean[]) => {
      let activeInputs: readonly boolean[] = [];
      const known = program.inputs.filter((_, i) => !linear[i]);
      const outputs = program.outputs.filter((_, i) => activeCts[i]);
      const result = recordClosed("", [...typesOf(known), ...typesOf(outputs)], (values) => {
        let next = 0;
        const inputs = linear.map((isLinear) => (isLinear ? null : (values[next++] as NDArray)));
        const cotangents = activeCts.map((active) => (active ? (values[next++] as NDArray) : null));
        const results = backward(program, inputs, cotangents, transforms);
        activeInputs = results.map(present);
        return results.filter(present);
      });
      return { program: result, activeInputs };
    },
  ),
};

export const jvpDomain: Domain<Dual> = /* @__PURE__ */ dualDomain("jvp", transforms, jvpSpecial);
export const linearizeDomain: Domain<Dual> = /* @__PURE__ */ dualDomain("grad", transforms, linearizeSpecial);

export { record };

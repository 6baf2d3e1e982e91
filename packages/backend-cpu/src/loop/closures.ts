/** Loops without code generation: the same scalar operations as steps on registers, element by element. */
import {
  collapseLoops,
  type LoopAccess,
  loopReads,
  type Program,
  runBody,
  type TypedArray,
  type Var,
} from "@fluxion/core";
import { runStep, stepOps, Steps, type Register } from "../scalar/steps.js";
import type { Run } from "../kernels/kernel.js";
import { conversion } from "../scalar/conversions.js";
import type { SpecialFunctions } from "../scalar/special/index.js";
import { isCpuDType } from "../scalar/wrap.js";

interface Source {
  readonly access: Exclude<LoopAccess, { kind: "literal" }>;
  readonly register: number;
  readonly wrap: (index: number) => number;
}

/** A coordinate as an element of its type. */
function wrapIndex(access: Source["access"]): Source["wrap"] {
  if (access.kind === "load" || !isCpuDType(access.dtype)) return (index) => index;
  return conversion("int32", access.dtype).at as Source["wrap"];
}

/** Calls `visit` for every element with the offsets of all accesses. */
function walk(
  lengths: readonly number[],
  strides: readonly (readonly number[])[],
  visit: (element: number, offsets: readonly number[]) => void,
): void {
  const depth = lengths.length;
  const counter = new Array<number>(depth).fill(0);
  const offsets = new Array<number>(strides.length).fill(0);
  const total = lengths.reduce((a, b) => a * b, 1);
  for (let element = 0; element < total; element++) {
    visit(element, offsets);
    for (let axis = depth - 1; axis >= 0; axis--) {
      const next = (counter[axis] as number) + 1;
      const length = lengths[axis] as number;
      counter[axis] = next === length ? 0 : next;
      const by = next === length ? 1 - length : 1;
      strides.forEach((stride, k) => (offsets[k] = (offsets[k] as number) + by * (stride[axis] as number)));
      if (next < length) break;
    }
  }
}

/** A loop over the elements of a fused program. */
export function closureLoop(program: Program, special: SpecialFunctions): Run {
  const { accesses, computations } = loopReads(program);
  const steps = new Steps();
  const registers = new Map<Var, Register>();
  const sources: Source[] = [];
  for (const [variable, access] of accesses) {
    if (access.kind === "literal") {
      registers.set(variable, steps.constant(access.value, access.dtype));
      continue;
    }
    const register = steps.input(access.dtype);
    registers.set(variable, register);
    if (access.strides.length === (program.outputs[0] as Var).type.shape.length)
      sources.push({ access, register: register.register, wrap: wrapIndex(access) });
  }
  for (const { primitive, inputs, params, outputs } of computations) {
    const operands = inputs.map((input) => registers.get(input) as Register);
    const dtype = operands[0]?.dtype ?? (outputs[0] as Var).type.dtype;
    if (primitive.scalar === undefined) throw new Error(`${primitive.name} is not pointwise`);
    const results = runBody(primitive.scalar, stepOps(steps, dtype, special), params, operands);
    outputs.forEach((output, i) => registers.set(output, results[i] as Register));
  }
  const { lengths, strides } = collapseLoops(
    (program.outputs[0] as Var).type.shape,
    sources.map(({ access }) => access.strides),
  );
  const results = program.outputs.map((output) => (registers.get(output) as Register).register);
  const values = steps.allocate();
  const firstOutput = program.inputs.length;
  return (buffers) =>
    walk(lengths, strides, (element, offsets) => {
      for (let k = 0; k < sources.length; k++) {
        const { access, register, wrap } = sources[k] as Source;
        const offset = offsets[k] as number;
        values[register] =
          access.kind === "load" ? ((buffers[access.input] as TypedArray)[offset] as number) : wrap(offset);
      }
      for (const step of steps.steps) runStep(step, values);
      for (let i = 0; i < results.length; i++)
        (buffers[firstOutput + i] as TypedArray)[element] = values[results[i] as number] as number;
    });
}

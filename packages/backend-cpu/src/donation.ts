/** Which inputs an output may take over: those that nothing reads after the output is first written. */
import {
  fused,
  sameShape,
  sameType,
  type Equation,
  type MemoryPlan,
  type Program,
  type TypedArray,
  type Var,
} from "@fluxion/core";
import type { Pair } from "./control/control.js";
import type { Assembled, Tools } from "./tools.js";

/** Whether an equation may have one of its outputs in the memory of one of its inputs. */
type InPlace = (equation: Equation, pair: Pair) => boolean;

/** A fused loop reads element i of operands of its own shape before it writes element i of its results. */
const loopInPlace: InPlace = ({ inputs, outputs }, { input, output }) =>
  sameShape((inputs[input] as Var).type.shape, (outputs[output] as Var).type.shape);

/** Kernels and programs in parameters know it themselves. */
const inPlaceWith =
  (tools: Tools): InPlace =>
  (equation, pair) => {
    const { primitive } = equation;
    if (primitive === (fused as unknown)) return loopInPlace(equation, pair);
    const control = tools.controlOf(primitive);
    if (control === undefined) return pair.output === 0 && tools.kernelOf(primitive)?.overwrites === pair.input;
    return control.overwrites(equation, pair, (program, inner) => {
      const planned = tools.planned(program);
      return overwrites(planned.program, planned.plan, inner, tools);
    });
  };

/** Whether a step after `write` reads a buffer, or this one does and cannot write over it. */
const readAfter = ({ steps }: MemoryPlan, write: number, input: number, output: number, inPlace: InPlace): boolean =>
  steps.some(({ equation, buffers }, k) =>
    buffers.some((read, operand) => {
      if (k < write || read !== input || operand >= equation.inputs.length) return false;
      const result = buffers.indexOf(output, equation.inputs.length) - equation.inputs.length;
      return k > write || !inPlace(equation, { input: operand, output: result });
    }),
  );

/** Whether an output may always have the memory of an input. Inputs that are outputs are copied first, outputs that are given twice last. */
export function overwrites({ inputs, outputs }: Program, plan: MemoryPlan, pair: Pair, tools: Tools): boolean {
  const { input, output } = pair;
  if (!sameType((inputs[input] as Var).type, (outputs[output] as Var).type)) return false;
  const place = plan.buffers - outputs.length + output;
  const inPlace = inPlaceWith(tools);
  const source = plan.copies.find(({ to }) => to === place)?.from;
  if (source !== undefined) {
    const isRead = readAfter(plan, -1, input, place, inPlace) || plan.copies.some(({ from }) => from === input);
    return source >= inputs.length || !isRead;
  }
  const write = plan.steps.findIndex(({ equation, buffers }) => buffers.indexOf(place, equation.inputs.length) >= 0);
  return !readAfter(plan, write, input, place, inPlace);
}

/** Inputs that are donated, and given at no other position as well. */
const trulyDonated = (given: readonly TypedArray[], donated: readonly number[]): number[] =>
  donated.filter((i) => given.indexOf(given[i] as TypedArray) === i && given.lastIndexOf(given[i] as TypedArray) === i);

/** For each output the memory of a donated input that it may have. */
export function taking(program: Program, plan: MemoryPlan, tools: Tools): NonNullable<Assembled["takeOver"]> {
  const candidates = program.outputs.map((_, output) =>
    program.inputs.flatMap((_, input) => (overwrites(program, plan, { input, output }, tools) ? [input] : [])),
  );
  return (given, donated) => {
    const free = new Set(trulyDonated(given, donated));
    return candidates.map((inputs) => {
      const taken = inputs.find((input) => free.has(input));
      if (taken === undefined) return undefined;
      free.delete(taken);
      return given[taken];
    });
  };
}

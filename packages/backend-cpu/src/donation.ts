/** Which inputs an output may take over: those that nothing reads after the output is first written. */
import { fused, type MemoryPlan, type PlannedStep, type Program, sameShape, sameType, type Var } from "@fluxion/core";

/** A fused loop reads element i of operands of its own shape before it writes element i of its results. */
const readsInPlace = ({ equation }: PlannedStep, operand: number): boolean => {
  const { primitive, inputs, outputs } = equation;
  const [from, to] = [inputs[operand]?.type, outputs[0]?.type];
  return primitive === (fused as unknown) && from !== undefined && to !== undefined && sameShape(from.shape, to.shape);
};

/** Whether a step after `write` reads a buffer, or this one does and has written before. */
const readAfter = ({ steps }: MemoryPlan, write: number, buffer: number): boolean =>
  steps.some(({ equation, buffers }, k) =>
    buffers.some(
      (read, operand) =>
        read === buffer &&
        operand < equation.inputs.length &&
        (k > write || (k === write && !readsInPlace(steps[k] as PlannedStep, operand))),
    ),
  );

/** For each output, the inputs whose memory it may take if they are donated. Copies are made last. */
export function overwritable(program: Program, plan: MemoryPlan): readonly (readonly number[])[] {
  const first = plan.buffers - program.outputs.length;
  return program.outputs.map((output, i) => {
    const write = writing(plan, first + i);
    if (write < 0) return [];
    return program.inputs.flatMap((input, position) => {
      const copied = plan.copies.some(({ from }) => from === position);
      return sameType(input.type, output.type) && !copied && !readAfter(plan, write, position) ? [position] : [];
    });
  });
}

/** The step that writes a buffer, or −1. */
const writing = ({ steps }: MemoryPlan, buffer: number): number =>
  steps.findIndex(({ equation, buffers }) => buffers.indexOf(buffer, equation.inputs.length) >= 0);

/** Whether an output may always have the memory of an input. Inputs that are outputs are copied first, outputs that are given twice last. */
export function overwrites(
  { inputs, outputs }: Program,
  plan: MemoryPlan,
  { input, output }: { readonly input: number; readonly output: number },
): boolean {
  if (!sameType((inputs[input] as Var).type, (outputs[output] as Var).type)) return false;
  const place = plan.buffers - outputs.length + output;
  const source = plan.copies.find(({ to }) => to === place)?.from;
  if (source === undefined) return !readAfter(plan, writing(plan, place), input);
  const isRead = readAfter(plan, -1, input) || plan.copies.some(({ from }) => from === input);
  return source >= inputs.length || !isRead;
}

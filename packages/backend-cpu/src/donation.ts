/** Which donated inputs an output may take over: those that nothing reads after the output is first written. */
import { fused, sameShape, sameType, type Program } from "@fluxion/core";
import type { Plan, Step } from "./plan.js";

/** A fused loop reads element i of operands of its own shape before it writes element i of its results. */
const readsInPlace = ({ equation }: Step, operand: number): boolean => {
  const { primitive, inputs, outputs } = equation;
  const [from, to] = [inputs[operand]?.type, outputs[0]?.type];
  return primitive === (fused as unknown) && from !== undefined && to !== undefined && sameShape(from.shape, to.shape);
};

/** For each output, the inputs whose memory it may take if they are donated. */
export function overwritable(program: Program, plan: Plan): readonly (readonly number[])[] {
  const first = plan.buffers - program.outputs.length;
  return program.outputs.map((output, i) => {
    const write = plan.steps.findIndex(
      ({ equation, buffers }) => buffers.indexOf(first + i, equation.inputs.length) >= 0,
    );
    if (write < 0) return [];
    return program.inputs.flatMap((input, position) => {
      const readLater = plan.steps.some(({ equation, buffers }, k) =>
        buffers.some(
          (buffer, operand) =>
            buffer === position &&
            operand < equation.inputs.length &&
            (k > write || (k === write && !readsInPlace(plan.steps[k] as Step, operand))),
        ),
      );
      const copied = plan.copies.some(({ from }) => from === position);
      return sameType(input.type, output.type) && !readLater && !copied ? [position] : [];
    });
  });
}

/** Scan: the body writes the next carry beside the last one, and each result into its place in the stack. */
import { sizeOf, typesOf, type ScanParams, type TypedArray } from "@fluxion/core";
import { allocateAll, copyAll, slicesAt, type Control } from "./control.js";

export const scan: Control = ({ params }, compile) => {
  const { program, consts, carries, length, reverse } = params as ScanParams;
  const body = compile(program);
  const carryTypes = typesOf(program.inputs).slice(consts, consts + carries);
  const sizesOf = (variables: readonly { type: { shape: readonly number[] } }[]): number[] =>
    variables.map(({ type }) => sizeOf(type.shape));
  const sliceSizes = sizesOf(program.inputs.slice(consts + carries));
  const resultSizes = sizesOf(program.outputs.slice(carries));
  const operands = program.inputs.length;
  let pair: [TypedArray[], TypedArray[]] | undefined;

  return (buffers) => {
    pair ??= [allocateAll(carryTypes), allocateAll(carryTypes)];
    let [carry, next] = pair;
    const fixed = buffers.slice(0, consts);
    copyAll(buffers.slice(consts, consts + carries), carry);
    const stacks = buffers.slice(consts + carries, operands);
    const results = buffers.slice(operands + carries);
    for (let step = 0; step < length; step++) {
      const index = reverse ? length - 1 - step : step;
      body.runInto(
        [...fixed, ...carry, ...slicesAt(stacks, sliceSizes, index)],
        [...next, ...slicesAt(results, resultSizes, index)],
      );
      [carry, next] = [next, carry];
    }
    copyAll(carry, buffers.slice(operands, operands + carries));
  };
};

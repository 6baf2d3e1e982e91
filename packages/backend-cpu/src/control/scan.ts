/** Scan: the body writes the next carry beside the last one or over it, and each result into its place in the stack. */
import { sizeOf, typesOf, type ScanParams, type TypedArray, type Var } from "@fluxion/core";
import { inArray, type Place } from "../loop/place.js";
import { carryText } from "./carries.js";
import { allocateAll, copyAll, slicesAt, type Control, type ControlStep, type Writer } from "./control.js";

const sizesOf = (variables: readonly Var[]): number[] => variables.map(({ type }) => sizeOf(type.shape));

const run: Control["run"] = ({ params }, start) => {
  const { program, consts, carries, length, reverse } = params as ScanParams;
  const body = start(program);
  const carryTypes = typesOf(program.inputs).slice(consts, consts + carries);
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
      body(
        [...fixed, ...carry, ...slicesAt(stacks, sliceSizes, index)],
        [...next, ...slicesAt(results, resultSizes, index)],
      );
      [carry, next] = [next, carry];
    }
    copyAll(carry, buffers.slice(operands, operands + carries));
  };
};

/** Places in stacks, with the offsets that they need: slices of one size share theirs. */
function slicePlaces(writer: Writer, counter: string) {
  const offsets = new Map<string, string>();
  const at = (stack: Place, size: number): Place => {
    if (stack.kind === "register" || size === 0) return stack;
    const value = [
      ...(stack.offset === undefined ? [] : [stack.offset]),
      size === 1 ? counter : `${counter} * ${size}`,
    ].join(" + ");
    if (value === counter) return inArray(stack.array, counter);
    const name = offsets.get(value) ?? writer.fresh("o");
    offsets.set(value, name);
    return inArray(stack.array, name);
  };
  const declare = (): string[] => Array.from(offsets, ([value, name]) => `const ${name} = ${value};`);
  return { at, declare };
}

function text({ equation: { params }, operands, results }: ControlStep, writer: Writer): string[] {
  const { program, consts, carries, length, reverse } = params as ScanParams;
  const body = writer.planned(program);
  const counter = writer.fresh("n");
  const slices = slicePlaces(writer, counter);
  const carried = typesOf(program.outputs.slice(0, carries)).map((type, i) =>
    carryText(
      {
        type,
        start: operands[consts + i] as Place,
        end: results[i] as Place,
        position: { input: consts + i, output: i },
      },
      body,
      writer,
    ),
  );
  const sliced = sizesOf(program.inputs.slice(consts + carries)).map((size, i) =>
    slices.at(operands[consts + carries + i] as Place, size),
  );
  const stacked = sizesOf(program.outputs.slice(carries)).map((size, i) =>
    slices.at(results[carries + i] as Place, size),
  );
  const inner = writer.text(
    body,
    [...operands.slice(0, consts), ...carried.map(({ input }) => input), ...sliced],
    [...carried.map(({ output }) => output), ...stacked],
  );
  return [
    ...carried.flatMap(({ open }) => open),
    reverse
      ? `for (let ${counter} = ${length - 1}; ${counter} >= 0; ${counter}--) {`
      : `for (let ${counter} = 0; ${counter} < ${length}; ${counter}++) {`,
    ...slices.declare(),
    ...carried.flatMap(({ declare }) => declare),
    ...inner,
    ...carried.flatMap(({ next }) => next),
    "}",
    ...carried.flatMap(({ close }) => close),
  ];
}

/** A carry begins where it ends. */
const overwrites: Control["overwrites"] = ({ params }, { input, output }) => {
  const { consts, carries } = params as ScanParams;
  return output < carries && input === consts + output;
};

export const scan: Control = { run, text, overwrites };

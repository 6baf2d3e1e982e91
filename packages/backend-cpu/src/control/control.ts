/** How a primitive that holds programs runs: as a closure over compiled programs, and as text around their text. */
import { allocate, sizeOf, type ArrayType, type Equation, type Program, type TypedArray } from "@fluxion/core";
import type { Letter } from "../codegen/module.js";
import type { Planned } from "../codegen/planned.js";
import type { Run } from "../kernels/kernel.js";
import type { Place } from "../loop/place.js";

/** The outputs share memory with inputs only where nothing reads these after the output is written. */
export type RunInto = (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => void;

/** Which input, and which output. */
export interface Pair {
  readonly input: number;
  readonly output: number;
}

/** What text is written with. */
export interface Writer {
  fresh(letter: Letter): string;
  /** The name of an array that belongs to the executable. */
  memory(type: ArrayType): string;
  planned(program: Program): Planned;
  /** Whether an output of a program may have the memory of an input. */
  overwrites(planned: Planned, pair: Pair): boolean;
  /** Reads the inputs and writes the outputs where they are. */
  text(planned: Planned, inputs: readonly Place[], outputs: readonly Place[]): string[];
}

export interface ControlStep {
  readonly equation: Equation;
  readonly operands: readonly Place[];
  readonly results: readonly Place[];
}

export interface Control {
  run(equation: Equation, start: (program: Program) => RunInto): Run;
  text(step: ControlStep, writer: Writer): string[];
  /** Whether an output may have the memory of an input; `inner` says so for the programs in parameters. */
  overwrites(equation: Equation, pair: Pair, inner: (program: Program, pair: Pair) => boolean): boolean;
}

export const allocateAll = (types: readonly ArrayType[]): TypedArray[] =>
  types.map(({ dtype, shape }) => allocate(dtype, sizeOf(shape)));

export const copyAll = (from: readonly TypedArray[], to: readonly TypedArray[]): void => {
  for (let i = 0; i < from.length; i++) (to[i] as TypedArray).set(from[i] as TypedArray);
};

/** One slice of each stack, as views of its memory. */
export const slicesAt = (stacks: readonly TypedArray[], sizes: readonly number[], index: number): TypedArray[] =>
  stacks.map((stack, i) => stack.subarray(index * (sizes[i] as number), (index + 1) * (sizes[i] as number)));

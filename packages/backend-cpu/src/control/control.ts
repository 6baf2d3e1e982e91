/** How a primitive that holds programs runs: as a closure over compiled programs, and as text around their text. */
import { allocate, sizeOf, type ArrayType, type Equation, type Program, type TypedArray } from "@fluxion/core";
import type { Letter } from "../codegen/module.js";
import type { Planned } from "../codegen/planned.js";
import type { Run } from "../kernels/kernel.js";
import type { Place } from "../loop/place.js";

/** A program that can write into memory it is given; the outputs must not share memory with the inputs. */
export interface Inner {
  runInto(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): void;
}

/** What text is written with. */
export interface Writer {
  fresh(letter: Letter): string;
  /** The name of an array that belongs to the executable. */
  memory(type: ArrayType): string;
  planned(program: Program): Planned;
  /** Reads the inputs and writes the outputs where they are. */
  text(planned: Planned, inputs: readonly Place[], outputs: readonly Place[]): string[];
}

export interface ControlStep {
  readonly equation: Equation;
  readonly operands: readonly Place[];
  readonly results: readonly Place[];
}

export interface Control {
  run(equation: Equation, compile: (program: Program) => Inner): Run;
  text(step: ControlStep, writer: Writer): string[];
}

export const allocateAll = (types: readonly ArrayType[]): TypedArray[] =>
  types.map(({ dtype, shape }) => allocate(dtype, sizeOf(shape)));

export const copyAll = (from: readonly TypedArray[], to: readonly TypedArray[]): void => {
  for (let i = 0; i < from.length; i++) (to[i] as TypedArray).set(from[i] as TypedArray);
};

/** One slice of each stack, as views of its memory. */
export const slicesAt = (stacks: readonly TypedArray[], sizes: readonly number[], index: number): TypedArray[] =>
  stacks.map((stack, i) => stack.subarray(index * (sizes[i] as number), (index + 1) * (sizes[i] as number)));

/** How a primitive that holds programs runs: its programs are compiled once, and called with memory that is planned here. */
import { allocate, sizeOf, type ArrayType, type Equation, type Program, type TypedArray } from "@fluxion/core";
import type { CpuExecutable } from "../executable.js";
import type { Run } from "../kernels/kernel.js";

export type Control = (equation: Equation, compile: (program: Program) => CpuExecutable) => Run;

export const allocateAll = (types: readonly ArrayType[]): TypedArray[] =>
  types.map(({ dtype, shape }) => allocate(dtype, sizeOf(shape)));

export const copyAll = (from: readonly TypedArray[], to: readonly TypedArray[]): void => {
  for (let i = 0; i < from.length; i++) (to[i] as TypedArray).set(from[i] as TypedArray);
};

/** One slice of each stack, as views of its memory. */
export const slicesAt = (stacks: readonly TypedArray[], sizes: readonly number[], index: number): TypedArray[] =>
  stacks.map((stack, i) => stack.subarray(index * (sizes[i] as number), (index + 1) * (sizes[i] as number)));

/** A kernel: all analysis of shapes happens once, in the factory; what it returns only loops over buffers. */
import type { ArrayType, TypedArray } from "@fluxion/core";
import type { Moves } from "./move.js";

/**
 * The buffers of the inputs, then those of the outputs; every element of the outputs is written. No output may share memory with an input,
 * except where the kernel says so.
 */
export type Run = (buffers: readonly TypedArray[]) => void;

export interface Kernel<P = never> {
  (inputs: readonly ArrayType[], outputs: readonly ArrayType[], params: P): Run;
  /** The operand that the first result may share memory with. */
  readonly overwrites?: number;
  /** What it does, if it only moves elements. */
  readonly moves?: Moves<P>;
}

/** A kernel whose result is an array that is updated: where they share memory, only what changes is written. */
export const updating = <P>(kernel: Kernel<P>): Kernel<P> =>
  Object.assign((...given: Parameters<Kernel<P>>) => kernel(...given), { overwrites: 0 });

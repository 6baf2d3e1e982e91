/** A kernel: all analysis of shapes happens once, in the factory; what it returns only loops over buffers. */
import type { ArrayType, TypedArray } from "@fluxion/core";

/**
 * The buffers of the inputs, then those of the outputs; every element of the outputs is written. No output may share memory with an input,
 * except in dynamicUpdateSlice and scatter, where the result may be the array that is updated.
 */
export type Run = (buffers: readonly TypedArray[]) => void;

export type Kernel<P = never> = (inputs: readonly ArrayType[], outputs: readonly ArrayType[], params: P) => Run;

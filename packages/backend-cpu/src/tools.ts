/** What programs are assembled with, and what becomes of them. */
import type { MemoryPlan, Primitive, Program, TypedArray } from "@fluxion/core";
import type { Control } from "./control/control.js";
import type { Kernel } from "./kernels/kernel.js";
import type { SpecialFunctions } from "./scalar/special/index.js";

export interface Tools {
  readonly special: SpecialFunctions;
  kernelOf(primitive: Primitive): Kernel<object> | undefined;
  controlOf(primitive: Primitive): Control | undefined;
  /** What `assemble` takes, for the programs in parameters. */
  optimise(program: Program): Program;
}

/** The outputs share memory with inputs only where nothing reads these after the output is written. */
export type RunInto = (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => void;

export interface Assembled {
  readonly runInto: RunInto;
  /** Generated source, or what runs instead. */
  readonly code: string;
}

/** Makes something that runs of an optimised program: one generates code, the other composes closures, with bit-equal results. */
export type Assembler = (program: Program, plan: MemoryPlan, tools: Tools) => Assembled;

/** What programs are assembled with, and what becomes of them. */
import type { MemoryPlan, Primitive, Program, TypedArray } from "@fluxion/core";
import type { Control, RunInto } from "./control/control.js";
import type { Kernel } from "./kernels/kernel.js";
import type { SpecialFunctions } from "./scalar/special/index.js";

export interface Tools {
  readonly special: SpecialFunctions;
  kernelOf(primitive: Primitive): Kernel<object> | undefined;
  controlOf(primitive: Primitive): Control | undefined;
  /** Programs in parameters, as they run. */
  planned(program: Program): { readonly program: Program; readonly plan: MemoryPlan };
}

export interface Assembled {
  /** Gives it memory of its own. */
  start(): RunInto;
  /** Memory for outputs, where an input that is donated can be taken over. */
  takeOver?(inputs: readonly TypedArray[], donated: readonly number[]): readonly (TypedArray | undefined)[];
  /** Generated source, or what runs instead. */
  readonly code: string;
}

/** Makes something that runs of an optimised program: one generates code, the other composes closures, with bit-equal results. */
export type Assembler = (program: Program, plan: MemoryPlan, tools: Tools) => Assembled;

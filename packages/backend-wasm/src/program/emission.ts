/** What the parts of one module are written with. */
import type { Backend, Equation, Primitive, Program, TypedArray } from "@fluxion/core";
import type { Func, I32, Module } from "../emit/index.js";
import type { WasmMemory } from "../engine/webassembly.js";
import type { Scope } from "../lanes/value.js";
import type { FrameLayout } from "./frame.js";

/** A step of a program: where its operands and results are. */
export interface Site {
  readonly scope: Scope;
  readonly equation: Equation;
  readonly inputs: readonly I32[];
  readonly outputs: readonly I32[];
  /** Memory for this step alone, for as long as the program runs. */
  scratch(bytes: number): I32;
  /** The address of numbers that never change. */
  table(numbers: TypedArray): I32;
  /** A function `(frame, ...inputs, ...outputs)` for a program that this step holds, and the frame to pass. */
  inner(program: Program): Func;
  readonly frame: I32;
  /** Has the host do something with the operands and results of this step. */
  host(action: HostAction): void;
  /** Ends the run with the error of a loop that took more than so many steps. */
  fail(maxIterations: number): void;
}

/** What the host does: the addresses of the operands, then of the results, are words at `place`. */
export type HostAction = (memory: WasmMemory, place: number, backend: Backend) => void;

/** Writes the code of one application. */
export type Kernel = (site: Site) => void;

export interface Emission {
  readonly module: Module;
  readonly layout: FrameLayout;
  readonly fusedMultiplyAdd: boolean;
  kernelOf(primitive: Primitive): Kernel | undefined;
  optimise(program: Program): Program;
  table(numbers: TypedArray): number;
  /** Code that has the host do something with the arrays at some addresses. */
  host(action: HostAction): number;
  /** The imported function `(action, address of the addresses)`. */
  readonly callHost: Func;
  /** The imported function that throws the error of a loop without end. */
  readonly exceeded: Func;
}

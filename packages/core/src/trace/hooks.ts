/**
 * What programs may be watched and surrounded by: empty until something asks for it, so that what nobody asks for costs nothing.
 * Mutates: the table of hooks.
 */
import type { Origin } from "../ir/origin.js";
import type { Params, Primitive } from "../ir/primitive.js";
import type { Program } from "../ir/program.js";
import type { NDArray } from "../ir/value.js";
import type { Backend, Executable } from "./device.js";

type Run = (primitive: Primitive, inputs: readonly NDArray[], params: Params) => readonly NDArray[];

/** Functions of users that would be staged, called as they are. Each gives `undefined` where that cannot be. */
export interface Plain {
  call(f: (...args: never[]) => unknown, args: readonly unknown[], statics: readonly number[]): unknown;
  scan(
    f: (carry: never, x: never) => unknown,
    init: unknown,
    xs: unknown,
    options: { readonly length: number; readonly reverse: boolean },
  ): [unknown, unknown] | undefined;
  whileLoop(
    test: (carry: never) => NDArray,
    body: (carry: never) => unknown,
    init: unknown,
    maxIterations: number,
  ): { readonly carry: unknown } | undefined;
  index(index: NDArray): number | undefined;
}

export interface Hooks {
  /** Surrounds an executable that was just compiled. */
  compiled?(executable: Executable, backend: Backend, program: Program): Executable;
  /** Surrounds a run of a primitive on concrete arrays. */
  run?: ((run: Run, ...application: Parameters<Run>) => readonly NDArray[]) | undefined;
  /** Where the equation that a recorder is about to write down comes from. */
  origin?: ((recorder: object) => Origin) | undefined;
  /** While jit is off. */
  plain?: Plain | undefined;
}

export const hooks: Hooks = {};

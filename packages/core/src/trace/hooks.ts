/**
 * What running programs may be watched and surrounded by: empty until something asks for it, so that what nobody asks for costs nothing.
 * Mutates: the table of hooks.
 */
import type { Program } from "../ir/program.js";
import type { Backend, Executable } from "./device.js";

export interface Hooks {
  /** Surrounds an executable that was just compiled. */
  compiled?(executable: Executable, backend: Backend, program: Program): Executable;
}

export const hooks: Hooks = {};

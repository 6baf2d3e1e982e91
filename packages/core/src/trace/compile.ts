/** Compiles a program for running from here, with what the hooks put around it. */
import { orThrow } from "../errors.js";
import type { Program } from "../ir/program.js";
import type { Backend, Executable } from "./device.js";
import { hooks } from "./hooks.js";

export function compileOn(backend: Backend, program: Program): Executable {
  const executable = orThrow(backend.compile(program));
  return hooks.compiled?.(executable, backend, program) ?? executable;
}

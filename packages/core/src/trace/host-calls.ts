/**
 * Programs that call the user, who may run them again from inside: each level gets an executable of its own, and the user computes
 * on the device of the program. Mutates: the idle executables.
 */
import { orThrow } from "../errors.js";
import { callsHost } from "../ir/effects.js";
import type { Program } from "../ir/program.js";
import { withDefaultBackend, type Backend, type Executable } from "./device.js";
import { hooks } from "./hooks.js";

function enterable(first: Executable, backend: Backend, program: Program): Executable {
  if (!callsHost(program)) return first;
  const idle = [first];
  return {
    describe: () => first.describe(),
    run(inputs, donated) {
      const executable = idle.pop() ?? orThrow(backend.compile(program));
      try {
        return withDefaultBackend(backend, () => executable.run(inputs, donated));
      } finally {
        idle.push(executable);
      }
    },
  };
}

/** To be called before the first program that calls the user is compiled. */
export const allowHostCalls = (): void => void (hooks.compiled = enterable);

/** The plain JavaScript backend: always there, always right. */
import type { Backend, TypedArray } from "@fluxion/core";
import { compile, NAME } from "./compile.js";
import { closureLoops } from "./loop/closures.js";
import { generatedLoops } from "./loop/generate.js";
import { mayGenerateCode } from "./may-generate.js";

export interface CpuOptions {
  /**
   * Whether loops are compiled with `new Function`. By default where it is known to be allowed (Node, Deno, Bun); browsers
   * only on request, since asking would be reported as a violation of a Content-Security-Policy.
   */
  readonly generateCode?: boolean;
}

/** Makes the backend. Results do not depend on the options. */
export function cpu(options: CpuOptions = {}): Backend {
  const generate = options.generateCode ?? mayGenerateCode();
  return {
    name: NAME,
    dtypes: ["bool", "int8", "uint8", "int32", "uint32", "float32", "float64"],
    compile: compile(generate ? generatedLoops : closureLoops),
    upload: (data) => data,
    read: async (buffer) => (buffer as TypedArray).slice(),
    readSync: (buffer) => (buffer as TypedArray).slice(),
    free: () => undefined,
  };
}

/** The plain JavaScript backend: always there, always right. */
import { fusePointwise, fusing, simplifying, type Backend } from "@fluxion/core";
import { cpuOf } from "./cpu-of.js";
import { control } from "./control/index.js";
import { kernels } from "./kernels/index.js";
import { closureLoops } from "./steps.js";
import { generatedLoops } from "./codegen/generated-loops.js";
import { mayGenerateCode } from "./may-generate.js";
import { specialFunctions } from "./scalar/special/index.js";

export type { Kernels, Parts } from "./compile.js";
export type { Kernel, Run } from "./kernels/kernel.js";

export interface CpuOptions {
  /**
   * Whether loops are compiled with `new Function`. By default where it is known to be allowed (Node, Deno, Bun); browsers
   * only on request, since asking would be reported as a violation of a Content-Security-Policy.
   */
  readonly generateCode?: boolean;
}

/** The backend with everything. Results do not depend on the options. */
export function cpu(options: CpuOptions = {}): Backend {
  const generate = options.generateCode ?? mayGenerateCode();
  return cpuOf({
    loops: generate ? generatedLoops : closureLoops,
    kernels,
    control,
    simplifying,
    // Closures take as long for each step as memory does; what a reduction reads may as well be an array.
    fusing: generate ? fusing : [fusePointwise],
    special: specialFunctions,
  });
}

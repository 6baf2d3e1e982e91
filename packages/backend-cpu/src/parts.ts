/** The package's second door: the parts of the backend one by one: see the note "small bundles". */
export { cpuOf } from "./cpu-of.js";
export type { Kernels, Parts } from "./compile.js";
export { opaque, scan, switchBranch, whileLoop } from "./control/index.js";
export * from "./kernels/named.js";
export { closureLoops } from "./steps.js";
export { generatedLoops } from "./codegen/generated-loops.js";
export { specialFunctions } from "./scalar/special/index.js";

/** The transforms users compose. */
export { definePrimitive, definePrimitives } from "./define.js";
export { evaluate } from "./evaluate.js";
export * from "./grad.js";
export * from "./jacobian.js";
export * from "./jit.js";
export { jvp, type AuxOption } from "./jvp.js";
export { transforms } from "./programs.js";
export { evalShape, shapeDtype, trace } from "./stage.js";
export { linearize, linearTranspose, vjp } from "./vjp.js";
export { vmap, type VmapOptions } from "./vmap.js";
export { defjvp, defvjp, type Rule } from "./rules.js";
export { explain, halves, savedResiduals, showHalves, type Halves, type Palette, type Residual } from "./explain.js";
export { ravelPytree } from "./ravel.js";
export { cond, switchCase } from "./control/cond.js";
export { mapSlices, scan, type ScanOptions } from "./control/scan.js";
export { foriLoop, whileLoop, type WhileOptions } from "./control/while.js";
export { associativeScan, type AssociativeScanOptions } from "./control/associative.js";

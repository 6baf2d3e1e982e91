/** Contractions: products of vectors, matrices and arrays of any rank, summed over axes. */
export { convolve, correlate, type OverlapMode, type OverlapOptions } from "./convolve.js";
export { cross, type CrossOptions } from "./cross.js";
export { dot } from "./dot.js";
export { einsum, einsumPath, type EinsumOptions } from "./einsum.js";
export { matmul } from "./matmul.js";
export type { ProductOptions } from "./operands.js";
export { tensordot, type TensordotOptions } from "./tensordot.js";
export { inner, matvec, outer, vdot, vecdot, vecmat, type VecdotOptions } from "./vectors.js";

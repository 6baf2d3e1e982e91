/** Linear algebra that needs no decomposition. */
export { matmul } from "../contract/matmul.js";
export { multiDot } from "../contract/multi-dot.js";
export { tensordot } from "../contract/tensordot.js";
export { vecdot } from "../contract/vectors.js";
export { matrixTranspose } from "../shape/matrix-transpose.js";
export { matrixPower } from "./matrix-power.js";
export { matrixNorm, norm, vectorNorm, type MatrixOrd, type NormOptions, type VectorNormOptions } from "./norm.js";
export { cross, diagonal, outer, trace } from "./of-matrices.js";
export { blockDiag, hilbert, toeplitz } from "./special-matrices.js";

/** Linear algebra: solving and decomposing stacks of real matrices. */
export { cholesky } from "./cholesky.js";
export { type Decomposition } from "./decomposition.js";
export { eigh, type EighParams } from "./eigh.js";
export { lu } from "./lu.js";
export { qr, type QrParams } from "./qr.js";
export { svd, type SvdParams } from "./svd.js";
export { takeRows } from "./take-rows.js";
export { triangularSolve, type TriangularSolveParams } from "./triangular-solve.js";
export { tridiagonalSolve } from "./tridiagonal-solve.js";

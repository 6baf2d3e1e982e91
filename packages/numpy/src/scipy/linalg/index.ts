/** Linear algebra under the names of scipy.linalg. */
export { det } from "../../linalg/det.js";
export { eigh } from "../../linalg/eigh.js";
export { inv } from "../../linalg/solve.js";
export { blockDiag, hilbert, toeplitz } from "../../linalg/special-matrices.js";
export { svd } from "../../linalg/svd.js";
export { choFactor, cholesky, choSolve, type LowerOption } from "./cholesky.js";
export { expm, type ExpmOptions } from "./expm.js";
export { lu, luFactor, luSolve, type LuSolveOptions } from "./lu.js";
export { polar } from "./polar.js";
export { solve, type SolveOptions } from "./solve.js";
export { solveTriangular, type SolveTriangularOptions } from "./triangular.js";

/** Functions under the names of scipy. */
import { scipy } from "@fluxion/numpy";
import { bicgstab, cg, fixedPoint, gmres, leastSquares, minimize, root } from "@fluxion/solvers";

export const linalg: typeof scipy.linalg = scipy.linalg;
/** Matrices given as functions: scipy.sparse.linalg. */
export const sparse = { linalg: { bicgstab, cg, gmres } } as const;
/** scipy.optimize. */
export const optimize = { fixedPoint, leastSquares, minimize, root } as const;

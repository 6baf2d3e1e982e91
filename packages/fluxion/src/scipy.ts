/** Functions under the names of scipy. */
import { scipy } from "@fluxion/numpy";
import { bicgstab, cg, gmres } from "@fluxion/solvers";

export const linalg: typeof scipy.linalg = scipy.linalg;
/** Matrices given as functions: scipy.sparse.linalg. */
export const sparse = { linalg: { bicgstab, cg, gmres } } as const;

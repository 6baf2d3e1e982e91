/** Linear systems of matrices that may be functions: scipy.sparse.linalg. */
export { bicgstab, cg, gmres } from "@fluxion/solvers";

/** Linear systems, under the names of scipy.sparse.linalg. */
export { bicgstab } from "./bicgstab.js";
export { cg } from "./cg.js";
export { gmres, type GmresOptions } from "./gmres.js";
export type { LinearOptions } from "./iterate.js";
export type { LinearMap, LinearOperator } from "./operator.js";

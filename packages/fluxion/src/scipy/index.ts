/** Functions under the names of scipy. */
import { scipy } from "@fluxion/numpy";

export const linalg: typeof scipy.linalg = scipy.linalg;
export * as optimize from "./optimize.js";
export * as sparse from "./sparse.js";

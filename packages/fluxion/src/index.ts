/** Write a plain function over arrays, then transform it: grad, vmap and jit for TypeScript. */
import { cpu } from "@fluxion/backend-cpu";
import { setDefaultBackend } from "@fluxion/core";
import "./methods.js";

export * from "@fluxion/core";
export * as np from "@fluxion/numpy";
export { lax } from "@fluxion/numpy";
export { odeint, OptimizeResult } from "@fluxion/solvers";
export * as scipy from "./scipy/index.js";
export * as random from "@fluxion/random";
export * as nn from "@fluxion/nn";
export * as special from "@fluxion/special";
export { stats } from "@fluxion/special";
export { cpu } from "@fluxion/backend-cpu";
export { expr } from "./expression.js";
export type { Methods } from "./methods.js";

/** The backends that come with this package, by name. */
export const backends = { cpu } as const;

setDefaultBackend(cpu());

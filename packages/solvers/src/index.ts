/** Linear systems, roots, minima and ordinary differential equations: solved by iteration, differentiated by what they solve. */
export * from "./linear/index.js";
export * from "./ode/index.js";
export * from "./optimize/index.js";

/** What every function of this package is made with: arrays from anything, promotion, broadcasting, axes. */
export * from "./align.js";
export * from "./axes.js";
export * from "./broadcast.js";
export * from "./convert.js";
export * from "./lattice.js";
export * from "./list.js";
export * from "./promote.js";
export * from "./scalar.js";
export * from "./to-array.js";
export * from "./weak.js";

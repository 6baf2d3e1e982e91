/** New arrays, and what is said about element types. */
export { arange } from "./arange.js";
export * from "./array.js";
export * from "./dtypes.js";
export * from "./filled.js";
export * from "./grids.js";
export * from "./inspect.js";
export * from "./limits.js";
export { linspace, type SpaceOptions } from "./linspace.js";
export * from "./logspace.js";
export * from "./matrices.js";
export type { ShapeOption } from "./shape-option.js";
export * from "./windows.js";

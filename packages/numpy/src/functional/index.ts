/** Functions of scalars and lists, applied to arrays. */
export { applyAlongAxis } from "./apply-along-axis.js";
export { applyOverAxes } from "./apply-over-axes.js";
export { vectorize, type VectorizeOptions } from "./vectorize.js";

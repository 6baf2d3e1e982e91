/** Sorting, searching, counting, sets and segments. */
export { bincount, type BincountOptions } from "./bincount.js";
export * from "./histogram.js";
export * from "./histogramdd.js";
export { argwhere, flatnonzero, nonzero, type SizeOptions } from "./nonzero.js";
export * from "./searchsorted.js";
export * from "./segments.js";
export * from "./sets.js";
export { argpartition, argsort, lexsort, partition, sort, topK, type SortOptions } from "./sort.js";
export * from "./unique.js";

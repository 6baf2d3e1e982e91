/** Reductions, running totals, statistics and finite differences. */
export * from "./arg-extreme.js";
export * from "./average.js";
export * from "./covariance.js";
export * from "./cumulative.js";
export * from "./diff.js";
export { amax, amin, max, min, ptp, type ExtremeOptions } from "./extreme.js";
export * from "./gradient.js";
export * from "./integrate.js";
export * from "./interp.js";
export * from "./logical.js";
export * from "./logsumexp.js";
export { mean, std, variance as var, type MeanOptions, type SpreadOptions } from "./mean.js";
export * from "./nan.js";
export type { InitialOption, MaskOption, ReduceOptions, ResultType } from "./over.js";
export * from "./quantile.js";
export type { QuantileMethod } from "./quantile-positions.js";
export { countNonzero, prod, sum, type SumOptions } from "./sum.js";
export * from "./unwrap.js";

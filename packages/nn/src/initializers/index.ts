/** First values of weights: functions of a key, a shape and an element type. */
export { constant, ones, zeros } from "./constant.js";
export type { FanAxes } from "./fans.js";
export type { Initializer } from "./initializer.js";
export * from "./named.js";
export { orthogonal, type OrthogonalOptions } from "./orthogonal.js";
export { normal, truncatedNormal, uniform, type TruncatedNormalOptions } from "./random.js";
export { varianceScaling, type VarianceScalingOptions } from "./variance-scaling.js";

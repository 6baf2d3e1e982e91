/** The functions of jax.lax that take dimension numbers and static settings, and the elementwise primitives under their own names. */
export {
  abs,
  acos,
  acosh,
  add,
  and,
  argmax,
  argmin,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  ceil,
  clz,
  cos,
  cosh,
  digamma,
  div,
  eq,
  erf,
  erfc,
  erfInv,
  exp,
  exp2,
  expm1,
  floor,
  ge,
  gt,
  isFinite,
  le,
  lgamma,
  log,
  log1p,
  logistic,
  lt,
  max,
  min,
  mul,
  ne,
  neg,
  nextafter,
  not,
  or,
  populationCount,
  pow,
  rem,
  round,
  rsqrt,
  select,
  shiftLeft,
  shiftRightArithmetic,
  shiftRightLogical,
  sign,
  sin,
  sinh,
  sqrt,
  square,
  stopGradient,
  sub,
  tan,
  tanh,
  xor,
} from "@fluxion/core";
export { clamp, integerPow, selectN } from "./elementwise.js";
export { convGeneralDilated, convTranspose, type ConvOptions, type ConvTransposeOptions } from "./conv.js";
export type { ConvDimensionNumbers } from "./conv-dimensions.js";
export { dotGeneral, type DotGeneralOptions } from "./dot.js";
export * from "./dynamic.js";
export * from "./gather.js";
export * as linalg from "./linalg.js";
export { reduceWindow, type ReduceWindowOptions, type WindowOperation } from "./reduce-window.js";
export { cumlogsumexp, cummax, cummin, cumprod, cumsum, type ScanOptions } from "./scans.js";
export * from "./slicing.js";
export { sort, topK, type SortOptions } from "./sort.js";
export * from "./structure.js";
export type { WindowPadding } from "./window-padding.js";
export {
  associativeScan,
  cond,
  foriLoop,
  mapSlices as map,
  scan,
  switchCase as switch,
  whileLoop,
} from "@fluxion/core";

/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const all: typeof of.all = /* @__PURE__ */ takesOptions("all", 1, "axis keepdims where", of.all);
export const amax: typeof of.amax = /* @__PURE__ */ takesOptions("amax", 1, "axis initial keepdims where", of.amax);
export const amin: typeof of.amin = /* @__PURE__ */ takesOptions("amin", 1, "axis initial keepdims where", of.amin);
export const any: typeof of.any = /* @__PURE__ */ takesOptions("any", 1, "axis keepdims where", of.any);
export const argmax: typeof of.argmax = /* @__PURE__ */ takesOptions("argmax", 1, "axis keepdims", of.argmax);
export const argmin: typeof of.argmin = /* @__PURE__ */ takesOptions("argmin", 1, "axis keepdims", of.argmin);
export const average: typeof of.average = /* @__PURE__ */ takesOptions(
  "average",
  1,
  "axis keepdims returned weights",
  of.average,
);
export const corrcoef: typeof of.corrcoef = /* @__PURE__ */ takesOptions("corrcoef", 1, "rowvar y", of.corrcoef);
export const countNonzero: typeof of.countNonzero = /* @__PURE__ */ takesOptions(
  "countNonzero",
  1,
  "axis keepdims",
  of.countNonzero,
);
export const cov: typeof of.cov = /* @__PURE__ */ takesOptions(
  "cov",
  1,
  "aweights bias ddof fweights rowvar y",
  of.cov,
);
export const cummax: typeof of.cummax = /* @__PURE__ */ takesOptions("cummax", 1, "axis", of.cummax);
export const cummin: typeof of.cummin = /* @__PURE__ */ takesOptions("cummin", 1, "axis", of.cummin);
export const cumprod: typeof of.cumprod = /* @__PURE__ */ takesOptions("cumprod", 1, "axis dtype", of.cumprod);
export const cumsum: typeof of.cumsum = /* @__PURE__ */ takesOptions("cumsum", 1, "axis dtype", of.cumsum);
export const cumulativeProd: typeof of.cumulativeProd = /* @__PURE__ */ takesOptions(
  "cumulativeProd",
  1,
  "axis dtype includeInitial",
  of.cumulativeProd,
);
export const cumulativeSum: typeof of.cumulativeSum = /* @__PURE__ */ takesOptions(
  "cumulativeSum",
  1,
  "axis dtype includeInitial",
  of.cumulativeSum,
);
export const diff: typeof of.diff = /* @__PURE__ */ takesOptions("diff", 1, "append axis n prepend", of.diff);
export const ediff1d: typeof of.ediff1d = /* @__PURE__ */ takesOptions("ediff1d", 1, "toBegin toEnd", of.ediff1d);
export const interp: typeof of.interp = /* @__PURE__ */ takesOptions("interp", 3, "left period right", of.interp);
export const logsumexp: typeof of.logsumexp = /* @__PURE__ */ takesOptions(
  "logsumexp",
  1,
  "axis b keepdims returnSign where",
  of.logsumexp,
);
export const max: typeof of.max = /* @__PURE__ */ takesOptions("max", 1, "axis initial keepdims where", of.max);
export const mean: typeof of.mean = /* @__PURE__ */ takesOptions("mean", 1, "axis dtype keepdims where", of.mean);
export const median: typeof of.median = /* @__PURE__ */ takesOptions("median", 1, "axis keepdims", of.median);
export const min: typeof of.min = /* @__PURE__ */ takesOptions("min", 1, "axis initial keepdims where", of.min);
export const nanargmax: typeof of.nanargmax = /* @__PURE__ */ takesOptions(
  "nanargmax",
  1,
  "axis keepdims",
  of.nanargmax,
);
export const nanargmin: typeof of.nanargmin = /* @__PURE__ */ takesOptions(
  "nanargmin",
  1,
  "axis keepdims",
  of.nanargmin,
);
export const nancumprod: typeof of.nancumprod = /* @__PURE__ */ takesOptions(
  "nancumprod",
  1,
  "axis dtype",
  of.nancumprod,
);
export const nancumsum: typeof of.nancumsum = /* @__PURE__ */ takesOptions("nancumsum", 1, "axis dtype", of.nancumsum);
export const nanmax: typeof of.nanmax = /* @__PURE__ */ takesOptions(
  "nanmax",
  1,
  "axis initial keepdims where",
  of.nanmax,
);
export const nanmean: typeof of.nanmean = /* @__PURE__ */ takesOptions(
  "nanmean",
  1,
  "axis dtype keepdims where",
  of.nanmean,
);
export const nanmedian: typeof of.nanmedian = /* @__PURE__ */ takesOptions(
  "nanmedian",
  1,
  "axis keepdims",
  of.nanmedian,
);
export const nanmin: typeof of.nanmin = /* @__PURE__ */ takesOptions(
  "nanmin",
  1,
  "axis initial keepdims where",
  of.nanmin,
);
export const nanpercentile: typeof of.nanpercentile = /* @__PURE__ */ takesOptions(
  "nanpercentile",
  2,
  "axis keepdims method",
  of.nanpercentile,
);
export const nanprod: typeof of.nanprod = /* @__PURE__ */ takesOptions(
  "nanprod",
  1,
  "axis dtype initial keepdims promoteIntegers where",
  of.nanprod,
);
export const nanquantile: typeof of.nanquantile = /* @__PURE__ */ takesOptions(
  "nanquantile",
  2,
  "axis keepdims method",
  of.nanquantile,
);
export const nanstd: typeof of.nanstd = /* @__PURE__ */ takesOptions(
  "nanstd",
  1,
  "axis correction ddof dtype keepdims where",
  of.nanstd,
);
export const nansum: typeof of.nansum = /* @__PURE__ */ takesOptions(
  "nansum",
  1,
  "axis dtype initial keepdims promoteIntegers where",
  of.nansum,
);
export const nanvar: typeof of.nanvar = /* @__PURE__ */ takesOptions(
  "nanvar",
  1,
  "axis correction ddof dtype keepdims where",
  of.nanvar,
);
export const percentile: typeof of.percentile = /* @__PURE__ */ takesOptions(
  "percentile",
  2,
  "axis keepdims method",
  of.percentile,
);
export const prod: typeof of.prod = /* @__PURE__ */ takesOptions(
  "prod",
  1,
  "axis dtype initial keepdims promoteIntegers where",
  of.prod,
);
export const ptp: typeof of.ptp = /* @__PURE__ */ takesOptions("ptp", 1, "axis keepdims", of.ptp);
export const quantile: typeof of.quantile = /* @__PURE__ */ takesOptions(
  "quantile",
  2,
  "axis keepdims method",
  of.quantile,
);
export const std: typeof of.std = /* @__PURE__ */ takesOptions(
  "std",
  1,
  "axis correction ddof dtype keepdims where",
  of.std,
);
export const sum: typeof of.sum = /* @__PURE__ */ takesOptions(
  "sum",
  1,
  "axis dtype initial keepdims promoteIntegers where",
  of.sum,
);
export const trapezoid: typeof of.trapezoid = /* @__PURE__ */ takesOptions("trapezoid", 1, "axis dx x", of.trapezoid);
export const unwrap: typeof of.unwrap = /* @__PURE__ */ takesOptions("unwrap", 1, "axis discont period", of.unwrap);
const varChecked: typeof of.var = /* @__PURE__ */ takesOptions(
  "var",
  1,
  "axis correction ddof dtype keepdims where",
  of.var,
);
export { varChecked as var };

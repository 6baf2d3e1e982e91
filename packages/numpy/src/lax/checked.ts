/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const convGeneralDilated: typeof of.convGeneralDilated = /* @__PURE__ */ takesOptions(
  "convGeneralDilated",
  2,
  "batchGroupCount dimensionNumbers featureGroupCount lhsDilation padding preferredElementType rhsDilation windowStrides",
  of.convGeneralDilated,
);
export const convTranspose: typeof of.convTranspose = /* @__PURE__ */ takesOptions(
  "convTranspose",
  2,
  "dimensionNumbers padding preferredElementType rhsDilation strides transposeKernel",
  of.convTranspose,
);
export const cumlogsumexp: typeof of.cumlogsumexp = /* @__PURE__ */ takesOptions(
  "cumlogsumexp",
  1,
  "axis reverse",
  of.cumlogsumexp,
);
export const cummax: typeof of.cummax = /* @__PURE__ */ takesOptions("cummax", 1, "axis reverse", of.cummax);
export const cummin: typeof of.cummin = /* @__PURE__ */ takesOptions("cummin", 1, "axis reverse", of.cummin);
export const cumprod: typeof of.cumprod = /* @__PURE__ */ takesOptions("cumprod", 1, "axis reverse", of.cumprod);
export const cumsum: typeof of.cumsum = /* @__PURE__ */ takesOptions("cumsum", 1, "axis reverse", of.cumsum);
export const dotGeneral: typeof of.dotGeneral = /* @__PURE__ */ takesOptions(
  "dotGeneral",
  2,
  "dimensionNumbers preferredElementType",
  of.dotGeneral,
);
export const dynamicIndexInDim: typeof of.dynamicIndexInDim = /* @__PURE__ */ takesOptions(
  "dynamicIndexInDim",
  2,
  "axis keepdims",
  of.dynamicIndexInDim,
);
export const dynamicSliceInDim: typeof of.dynamicSliceInDim = /* @__PURE__ */ takesOptions(
  "dynamicSliceInDim",
  3,
  "axis",
  of.dynamicSliceInDim,
);
export const gather: typeof of.gather = /* @__PURE__ */ takesOptions(
  "gather",
  2,
  "dimensionNumbers fillValue mode sliceSizes",
  of.gather,
);
export const indexInDim: typeof of.indexInDim = /* @__PURE__ */ takesOptions(
  "indexInDim",
  2,
  "axis keepdims",
  of.indexInDim,
);
export const reduceWindow: typeof of.reduceWindow = /* @__PURE__ */ takesOptions(
  "reduceWindow",
  5,
  "baseDilation windowDilation",
  of.reduceWindow,
);
export const scatter: typeof of.scatter = /* @__PURE__ */ takesOptions(
  "scatter",
  3,
  "dimensionNumbers mode uniqueIndices",
  of.scatter,
);
export const scatterAdd: typeof of.scatterAdd = /* @__PURE__ */ takesOptions(
  "scatterAdd",
  3,
  "dimensionNumbers mode uniqueIndices",
  of.scatterAdd,
);
export const scatterMax: typeof of.scatterMax = /* @__PURE__ */ takesOptions(
  "scatterMax",
  3,
  "dimensionNumbers mode uniqueIndices",
  of.scatterMax,
);
export const scatterMin: typeof of.scatterMin = /* @__PURE__ */ takesOptions(
  "scatterMin",
  3,
  "dimensionNumbers mode uniqueIndices",
  of.scatterMin,
);
export const scatterMul: typeof of.scatterMul = /* @__PURE__ */ takesOptions(
  "scatterMul",
  3,
  "dimensionNumbers mode uniqueIndices",
  of.scatterMul,
);
export const sliceInDim: typeof of.sliceInDim = /* @__PURE__ */ takesOptions(
  "sliceInDim",
  3,
  "axis stride",
  of.sliceInDim,
);
export const sort: typeof of.sort = /* @__PURE__ */ takesOptions("sort", 1, "dimension numKeys", of.sort);
export const topK: typeof of.topK = /* @__PURE__ */ takesOptions("topK", 2, "axis", of.topK);

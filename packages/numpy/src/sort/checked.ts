/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const argpartition: typeof of.argpartition = /* @__PURE__ */ takesOptions(
  "argpartition",
  2,
  "axis",
  of.argpartition,
);
export const argsort: typeof of.argsort = /* @__PURE__ */ takesOptions(
  "argsort",
  1,
  "axis descending stable",
  of.argsort,
);
export const argwhere: typeof of.argwhere = /* @__PURE__ */ takesOptions("argwhere", 1, "fillValue size", of.argwhere);
export const bincount: typeof of.bincount = /* @__PURE__ */ takesOptions(
  "bincount",
  1,
  "length minlength weights",
  of.bincount,
);
export const digitize: typeof of.digitize = /* @__PURE__ */ takesOptions("digitize", 2, "right", of.digitize);
export const flatnonzero: typeof of.flatnonzero = /* @__PURE__ */ takesOptions(
  "flatnonzero",
  1,
  "fillValue size",
  of.flatnonzero,
);
export const histogram: typeof of.histogram = /* @__PURE__ */ takesOptions(
  "histogram",
  1,
  "bins density range weights",
  of.histogram,
);
export const histogram2d: typeof of.histogram2d = /* @__PURE__ */ takesOptions(
  "histogram2d",
  2,
  "bins density range weights",
  of.histogram2d,
);
export const histogramBinEdges: typeof of.histogramBinEdges = /* @__PURE__ */ takesOptions(
  "histogramBinEdges",
  1,
  "bins range",
  of.histogramBinEdges,
);
export const histogramdd: typeof of.histogramdd = /* @__PURE__ */ takesOptions(
  "histogramdd",
  1,
  "bins density range weights",
  of.histogramdd,
);
export const intersect1d: typeof of.intersect1d = /* @__PURE__ */ takesOptions(
  "intersect1d",
  2,
  "fillValue returnIndices size",
  of.intersect1d,
);
export const isin: typeof of.isin = /* @__PURE__ */ takesOptions("isin", 2, "invert", of.isin);
export const lexsort: typeof of.lexsort = /* @__PURE__ */ takesOptions("lexsort", 1, "axis", of.lexsort);
export const nonzero: typeof of.nonzero = /* @__PURE__ */ takesOptions("nonzero", 1, "fillValue size", of.nonzero);
export const partition: typeof of.partition = /* @__PURE__ */ takesOptions("partition", 2, "axis", of.partition);
export const searchsorted: typeof of.searchsorted = /* @__PURE__ */ takesOptions(
  "searchsorted",
  2,
  "side sorter",
  of.searchsorted,
);
export const segmentMax: typeof of.segmentMax = /* @__PURE__ */ takesOptions(
  "segmentMax",
  2,
  "numSegments",
  of.segmentMax,
);
export const segmentMin: typeof of.segmentMin = /* @__PURE__ */ takesOptions(
  "segmentMin",
  2,
  "numSegments",
  of.segmentMin,
);
export const segmentProd: typeof of.segmentProd = /* @__PURE__ */ takesOptions(
  "segmentProd",
  2,
  "numSegments",
  of.segmentProd,
);
export const segmentSum: typeof of.segmentSum = /* @__PURE__ */ takesOptions(
  "segmentSum",
  2,
  "numSegments",
  of.segmentSum,
);
export const setdiff1d: typeof of.setdiff1d = /* @__PURE__ */ takesOptions(
  "setdiff1d",
  2,
  "fillValue size",
  of.setdiff1d,
);
export const setxor1d: typeof of.setxor1d = /* @__PURE__ */ takesOptions("setxor1d", 2, "fillValue size", of.setxor1d);
export const sort: typeof of.sort = /* @__PURE__ */ takesOptions("sort", 1, "axis descending stable", of.sort);
export const topK: typeof of.topK = /* @__PURE__ */ takesOptions("topK", 2, "axis", of.topK);
export const union1d: typeof of.union1d = /* @__PURE__ */ takesOptions("union1d", 2, "fillValue size", of.union1d);
export const unique: typeof of.unique = /* @__PURE__ */ takesOptions(
  "unique",
  1,
  "axis equalNan fillValue returnCounts returnIndex returnInverse size",
  of.unique,
);
export const uniqueAll: typeof of.uniqueAll = /* @__PURE__ */ takesOptions(
  "uniqueAll",
  1,
  "fillValue size",
  of.uniqueAll,
);
export const uniqueCounts: typeof of.uniqueCounts = /* @__PURE__ */ takesOptions(
  "uniqueCounts",
  1,
  "fillValue size",
  of.uniqueCounts,
);
export const uniqueInverse: typeof of.uniqueInverse = /* @__PURE__ */ takesOptions(
  "uniqueInverse",
  1,
  "fillValue size",
  of.uniqueInverse,
);
export const uniqueValues: typeof of.uniqueValues = /* @__PURE__ */ takesOptions(
  "uniqueValues",
  1,
  "fillValue size",
  of.uniqueValues,
);

/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./functions.js";

export * from "./functions.js";
export const avgPool: typeof of.avgPool = /* @__PURE__ */ takesOptions(
  "avgPool",
  2,
  "countIncludePad padding strides",
  of.avgPool,
);
export const celu: typeof of.celu = /* @__PURE__ */ takesOptions("celu", 1, "alpha", of.celu);
export const dotProductAttention: typeof of.dotProductAttention = /* @__PURE__ */ takesOptions(
  "dotProductAttention",
  3,
  "bias isCausal localWindowSize mask scale",
  of.dotProductAttention,
);
export const elu: typeof of.elu = /* @__PURE__ */ takesOptions("elu", 1, "alpha", of.elu);
export const gelu: typeof of.gelu = /* @__PURE__ */ takesOptions("gelu", 1, "approximate", of.gelu);
export const glu: typeof of.glu = /* @__PURE__ */ takesOptions("glu", 1, "axis", of.glu);
export const leakyRelu: typeof of.leakyRelu = /* @__PURE__ */ takesOptions(
  "leakyRelu",
  1,
  "negativeSlope",
  of.leakyRelu,
);
export const logSoftmax: typeof of.logSoftmax = /* @__PURE__ */ takesOptions(
  "logSoftmax",
  1,
  "axis where",
  of.logSoftmax,
);
export const logmeanexp: typeof of.logmeanexp = /* @__PURE__ */ takesOptions(
  "logmeanexp",
  1,
  "axis keepdims where",
  of.logmeanexp,
);
export const maxPool: typeof of.maxPool = /* @__PURE__ */ takesOptions("maxPool", 2, "padding strides", of.maxPool);
export const minPool: typeof of.minPool = /* @__PURE__ */ takesOptions("minPool", 2, "padding strides", of.minPool);
export const oneHot: typeof of.oneHot = /* @__PURE__ */ takesOptions("oneHot", 2, "axis dtype", of.oneHot);
export const softmax: typeof of.softmax = /* @__PURE__ */ takesOptions("softmax", 1, "axis where", of.softmax);
export const squareplus: typeof of.squareplus = /* @__PURE__ */ takesOptions("squareplus", 1, "b", of.squareplus);
export const standardize: typeof of.standardize = /* @__PURE__ */ takesOptions(
  "standardize",
  1,
  "axis epsilon mean variance where",
  of.standardize,
);

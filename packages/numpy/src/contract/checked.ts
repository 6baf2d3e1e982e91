/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const convolve: typeof of.convolve = /* @__PURE__ */ takesOptions(
  "convolve",
  2,
  "mode preferredElementType",
  of.convolve,
);
export const correlate: typeof of.correlate = /* @__PURE__ */ takesOptions(
  "correlate",
  2,
  "mode preferredElementType",
  of.correlate,
);
export const cross: typeof of.cross = /* @__PURE__ */ takesOptions("cross", 2, "axis axisa axisb axisc", of.cross);
export const dot: typeof of.dot = /* @__PURE__ */ takesOptions("dot", 2, "preferredElementType", of.dot);
export const inner: typeof of.inner = /* @__PURE__ */ takesOptions("inner", 2, "preferredElementType", of.inner);
export const matmul: typeof of.matmul = /* @__PURE__ */ takesOptions("matmul", 2, "preferredElementType", of.matmul);
export const matvec: typeof of.matvec = /* @__PURE__ */ takesOptions("matvec", 2, "preferredElementType", of.matvec);
export const tensordot: typeof of.tensordot = /* @__PURE__ */ takesOptions(
  "tensordot",
  2,
  "axes preferredElementType",
  of.tensordot,
);
export const vdot: typeof of.vdot = /* @__PURE__ */ takesOptions("vdot", 2, "preferredElementType", of.vdot);
export const vecdot: typeof of.vecdot = /* @__PURE__ */ takesOptions(
  "vecdot",
  2,
  "axis preferredElementType",
  of.vecdot,
);
export const vecmat: typeof of.vecmat = /* @__PURE__ */ takesOptions("vecmat", 2, "preferredElementType", of.vecmat);

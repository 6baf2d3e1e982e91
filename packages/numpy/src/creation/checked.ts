/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const array: typeof of.array = /* @__PURE__ */ takesOptions("array", 1, "dtype", of.array);
export const asarray: typeof of.asarray = /* @__PURE__ */ takesOptions("asarray", 1, "dtype", of.asarray);
export const bartlett: typeof of.bartlett = /* @__PURE__ */ takesOptions("bartlett", 1, "dtype", of.bartlett);
export const blackman: typeof of.blackman = /* @__PURE__ */ takesOptions("blackman", 1, "dtype", of.blackman);
export const empty: typeof of.empty = /* @__PURE__ */ takesOptions("empty", 1, "dtype", of.empty);
export const emptyLike: typeof of.emptyLike = /* @__PURE__ */ takesOptions("emptyLike", 1, "dtype shape", of.emptyLike);
export const eye: typeof of.eye = /* @__PURE__ */ takesOptions("eye", 2, "dtype k", of.eye);
export const fromfunction: typeof of.fromfunction = /* @__PURE__ */ takesOptions(
  "fromfunction",
  2,
  "dtype",
  of.fromfunction,
);
export const full: typeof of.full = /* @__PURE__ */ takesOptions("full", 2, "dtype", of.full);
export const fullLike: typeof of.fullLike = /* @__PURE__ */ takesOptions("fullLike", 2, "dtype shape", of.fullLike);
export const geomspace: typeof of.geomspace = /* @__PURE__ */ takesOptions(
  "geomspace",
  3,
  "axis dtype endpoint",
  of.geomspace,
);
export const hamming: typeof of.hamming = /* @__PURE__ */ takesOptions("hamming", 1, "dtype", of.hamming);
export const hanning: typeof of.hanning = /* @__PURE__ */ takesOptions("hanning", 1, "dtype", of.hanning);
export const identity: typeof of.identity = /* @__PURE__ */ takesOptions("identity", 1, "dtype", of.identity);
export const kaiser: typeof of.kaiser = /* @__PURE__ */ takesOptions("kaiser", 2, "dtype", of.kaiser);
export const linspace: typeof of.linspace = /* @__PURE__ */ takesOptions(
  "linspace",
  3,
  "axis dtype endpoint retstep",
  of.linspace,
);
export const logspace: typeof of.logspace = /* @__PURE__ */ takesOptions(
  "logspace",
  3,
  "axis base dtype endpoint",
  of.logspace,
);
export const meshgrid: typeof of.meshgrid = /* @__PURE__ */ takesOptions("meshgrid", 1, "indexing sparse", of.meshgrid);
export const ones: typeof of.ones = /* @__PURE__ */ takesOptions("ones", 1, "dtype", of.ones);
export const onesLike: typeof of.onesLike = /* @__PURE__ */ takesOptions("onesLike", 1, "dtype shape", of.onesLike);
export const size: typeof of.size = /* @__PURE__ */ takesOptions("size", 1, "axis", of.size);
export const tri: typeof of.tri = /* @__PURE__ */ takesOptions("tri", 2, "dtype k", of.tri);
export const vander: typeof of.vander = /* @__PURE__ */ takesOptions("vander", 1, "N increasing", of.vander);
export const zeros: typeof of.zeros = /* @__PURE__ */ takesOptions("zeros", 1, "dtype", of.zeros);
export const zerosLike: typeof of.zerosLike = /* @__PURE__ */ takesOptions("zerosLike", 1, "dtype shape", of.zerosLike);

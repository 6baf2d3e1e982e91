/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const cholesky: typeof of.cholesky = /* @__PURE__ */ takesOptions("cholesky", 1, "upper", of.cholesky);
export const cond: typeof of.cond = /* @__PURE__ */ takesOptions("cond", 1, "p", of.cond);
export const cross: typeof of.cross = /* @__PURE__ */ takesOptions("cross", 2, "axis", of.cross);
export const diagonal: typeof of.diagonal = /* @__PURE__ */ takesOptions("diagonal", 1, "offset", of.diagonal);
export const eigh: typeof of.eigh = /* @__PURE__ */ takesOptions("eigh", 1, "symmetrizeInput uplo", of.eigh);
export const eigvalsh: typeof of.eigvalsh = /* @__PURE__ */ takesOptions(
  "eigvalsh",
  1,
  "symmetrizeInput uplo",
  of.eigvalsh,
);
export const hilbert: typeof of.hilbert = /* @__PURE__ */ takesOptions("hilbert", 1, "dtype", of.hilbert);
export const lstsq: typeof of.lstsq = /* @__PURE__ */ takesOptions("lstsq", 2, "rcond", of.lstsq);
export const matmul: typeof of.matmul = /* @__PURE__ */ takesOptions("matmul", 2, "preferredElementType", of.matmul);
export const matrixNorm: typeof of.matrixNorm = /* @__PURE__ */ takesOptions(
  "matrixNorm",
  1,
  "keepdims ord",
  of.matrixNorm,
);
export const matrixRank: typeof of.matrixRank = /* @__PURE__ */ takesOptions("matrixRank", 1, "rtol", of.matrixRank);
export const multiDot: typeof of.multiDot = /* @__PURE__ */ takesOptions(
  "multiDot",
  1,
  "preferredElementType",
  of.multiDot,
);
export const norm: typeof of.norm = /* @__PURE__ */ takesOptions("norm", 1, "axis keepdims ord", of.norm);
export const pinv: typeof of.pinv = /* @__PURE__ */ takesOptions("pinv", 1, "rtol", of.pinv);
export const qr: typeof of.qr = /* @__PURE__ */ takesOptions("qr", 1, "mode", of.qr);
export const svd: typeof of.svd = /* @__PURE__ */ takesOptions("svd", 1, "computeUv fullMatrices", of.svd);
export const tensordot: typeof of.tensordot = /* @__PURE__ */ takesOptions(
  "tensordot",
  2,
  "axes preferredElementType",
  of.tensordot,
);
export const tensorinv: typeof of.tensorinv = /* @__PURE__ */ takesOptions("tensorinv", 1, "ind", of.tensorinv);
export const tensorsolve: typeof of.tensorsolve = /* @__PURE__ */ takesOptions(
  "tensorsolve",
  2,
  "axes",
  of.tensorsolve,
);
export const trace: typeof of.trace = /* @__PURE__ */ takesOptions("trace", 1, "dtype offset", of.trace);
export const vecdot: typeof of.vecdot = /* @__PURE__ */ takesOptions(
  "vecdot",
  2,
  "axis preferredElementType",
  of.vecdot,
);
export const vectorNorm: typeof of.vectorNorm = /* @__PURE__ */ takesOptions(
  "vectorNorm",
  1,
  "axis keepdims ord",
  of.vectorNorm,
);

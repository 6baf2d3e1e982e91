/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { mayTakeOptions, takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const append: typeof of.append = /* @__PURE__ */ takesOptions("append", 2, "axis", of.append);
export const arraySplit: typeof of.arraySplit = /* @__PURE__ */ takesOptions("arraySplit", 2, "axis", of.arraySplit);
export const choose: typeof of.choose = /* @__PURE__ */ takesOptions("choose", 2, "mode", of.choose);
export const columnStack: typeof of.columnStack = /* @__PURE__ */ takesOptions(
  "columnStack",
  1,
  "dtype",
  of.columnStack,
);
export const compress: typeof of.compress = /* @__PURE__ */ takesOptions(
  "compress",
  2,
  "axis fillValue size",
  of.compress,
);
export const concatenate: typeof of.concatenate = /* @__PURE__ */ takesOptions(
  "concatenate",
  1,
  "axis dtype",
  of.concatenate,
);
const deleteChecked: typeof of.delete = /* @__PURE__ */ takesOptions("delete", 2, "axis", of.delete);
export { deleteChecked as delete };
export const diag: typeof of.diag = /* @__PURE__ */ takesOptions("diag", 1, "k", of.diag);
export const diagIndices: typeof of.diagIndices = /* @__PURE__ */ takesOptions(
  "diagIndices",
  1,
  "ndim",
  of.diagIndices,
);
export const diagflat: typeof of.diagflat = /* @__PURE__ */ takesOptions("diagflat", 1, "k", of.diagflat);
export const diagonal: typeof of.diagonal = /* @__PURE__ */ takesOptions(
  "diagonal",
  1,
  "axis1 axis2 offset",
  of.diagonal,
);
export const dstack: typeof of.dstack = /* @__PURE__ */ takesOptions("dstack", 1, "dtype", of.dstack);
export const extract: typeof of.extract = /* @__PURE__ */ takesOptions("extract", 2, "fillValue size", of.extract);
export const fillDiagonal: typeof of.fillDiagonal = /* @__PURE__ */ takesOptions(
  "fillDiagonal",
  2,
  "wrap",
  of.fillDiagonal,
);
export const flip: typeof of.flip = /* @__PURE__ */ takesOptions("flip", 1, "axis", of.flip);
export const hstack: typeof of.hstack = /* @__PURE__ */ takesOptions("hstack", 1, "dtype", of.hstack);
export const indices: typeof of.indices = /* @__PURE__ */ takesOptions("indices", 1, "dtype", of.indices);
export const insert: typeof of.insert = /* @__PURE__ */ takesOptions("insert", 3, "axis", of.insert);
export const pad: typeof of.pad = /* @__PURE__ */ takesOptions(
  "pad",
  2,
  "constantValues endValues mode reflectType statLength",
  of.pad,
);
export const ravel: typeof of.ravel = /* @__PURE__ */ takesOptions("ravel", 1, "order", of.ravel);
export const ravelMultiIndex: typeof of.ravelMultiIndex = /* @__PURE__ */ takesOptions(
  "ravelMultiIndex",
  2,
  "mode order",
  of.ravelMultiIndex,
);
export const repeat: typeof of.repeat = /* @__PURE__ */ takesOptions("repeat", 2, "axis totalRepeatLength", of.repeat);
export const reshape: typeof of.reshape = /* @__PURE__ */ takesOptions("reshape", 2, "order", of.reshape);
export const roll: typeof of.roll = /* @__PURE__ */ takesOptions("roll", 2, "axis", of.roll);
export const rollaxis: typeof of.rollaxis = /* @__PURE__ */ takesOptions("rollaxis", 2, "start", of.rollaxis);
export const rot90: typeof of.rot90 = /* @__PURE__ */ takesOptions("rot90", 1, "axes k", of.rot90);
export const select: typeof of.select = /* @__PURE__ */ takesOptions("select", 2, "default", of.select);
export const sparseIndices: typeof of.sparseIndices = /* @__PURE__ */ takesOptions(
  "sparseIndices",
  1,
  "dtype",
  of.sparseIndices,
);
export const split: typeof of.split = /* @__PURE__ */ takesOptions("split", 2, "axis", of.split);
export const squeeze: typeof of.squeeze = /* @__PURE__ */ takesOptions("squeeze", 1, "axis", of.squeeze);
export const stack: typeof of.stack = /* @__PURE__ */ takesOptions("stack", 1, "axis dtype", of.stack);
export const trace: typeof of.trace = /* @__PURE__ */ takesOptions("trace", 1, "axis1 axis2 dtype offset", of.trace);
export const transpose: typeof of.transpose = /* @__PURE__ */ mayTakeOptions("transpose", 1, "axes", of.transpose);
export const tril: typeof of.tril = /* @__PURE__ */ takesOptions("tril", 1, "k", of.tril);
export const trilIndices: typeof of.trilIndices = /* @__PURE__ */ takesOptions("trilIndices", 1, "k m", of.trilIndices);
export const trilIndicesFrom: typeof of.trilIndicesFrom = /* @__PURE__ */ takesOptions(
  "trilIndicesFrom",
  1,
  "k",
  of.trilIndicesFrom,
);
export const trimZeros: typeof of.trimZeros = /* @__PURE__ */ takesOptions("trimZeros", 1, "trim", of.trimZeros);
export const triu: typeof of.triu = /* @__PURE__ */ takesOptions("triu", 1, "k", of.triu);
export const triuIndices: typeof of.triuIndices = /* @__PURE__ */ takesOptions("triuIndices", 1, "k m", of.triuIndices);
export const triuIndicesFrom: typeof of.triuIndicesFrom = /* @__PURE__ */ takesOptions(
  "triuIndicesFrom",
  1,
  "k",
  of.triuIndicesFrom,
);
export const unstack: typeof of.unstack = /* @__PURE__ */ takesOptions("unstack", 1, "axis", of.unstack);
export const vstack: typeof of.vstack = /* @__PURE__ */ takesOptions("vstack", 1, "dtype", of.vstack);

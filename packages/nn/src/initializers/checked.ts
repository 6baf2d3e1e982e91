/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const constant: typeof of.constant = /* @__PURE__ */ takesOptions("constant", 0, "value", of.constant);
export const glorotNormal: typeof of.glorotNormal = /* @__PURE__ */ takesOptions(
  "glorotNormal",
  0,
  "batchAxis inAxis outAxis",
  of.glorotNormal,
);
export const glorotUniform: typeof of.glorotUniform = /* @__PURE__ */ takesOptions(
  "glorotUniform",
  0,
  "batchAxis inAxis outAxis",
  of.glorotUniform,
);
export const heNormal: typeof of.heNormal = /* @__PURE__ */ takesOptions(
  "heNormal",
  0,
  "batchAxis inAxis outAxis",
  of.heNormal,
);
export const heUniform: typeof of.heUniform = /* @__PURE__ */ takesOptions(
  "heUniform",
  0,
  "batchAxis inAxis outAxis",
  of.heUniform,
);
export const kaimingNormal: typeof of.kaimingNormal = /* @__PURE__ */ takesOptions(
  "kaimingNormal",
  0,
  "batchAxis inAxis outAxis",
  of.kaimingNormal,
);
export const kaimingUniform: typeof of.kaimingUniform = /* @__PURE__ */ takesOptions(
  "kaimingUniform",
  0,
  "batchAxis inAxis outAxis",
  of.kaimingUniform,
);
export const lecunNormal: typeof of.lecunNormal = /* @__PURE__ */ takesOptions(
  "lecunNormal",
  0,
  "batchAxis inAxis outAxis",
  of.lecunNormal,
);
export const lecunUniform: typeof of.lecunUniform = /* @__PURE__ */ takesOptions(
  "lecunUniform",
  0,
  "batchAxis inAxis outAxis",
  of.lecunUniform,
);
export const normal: typeof of.normal = /* @__PURE__ */ takesOptions("normal", 0, "stddev", of.normal);
export const orthogonal: typeof of.orthogonal = /* @__PURE__ */ takesOptions(
  "orthogonal",
  0,
  "columnAxis scale",
  of.orthogonal,
);
export const truncatedNormal: typeof of.truncatedNormal = /* @__PURE__ */ takesOptions(
  "truncatedNormal",
  0,
  "lower stddev upper",
  of.truncatedNormal,
);
export const uniform: typeof of.uniform = /* @__PURE__ */ takesOptions("uniform", 0, "scale", of.uniform);
export const varianceScaling: typeof of.varianceScaling = /* @__PURE__ */ takesOptions(
  "varianceScaling",
  0,
  "batchAxis distribution inAxis mode outAxis scale",
  of.varianceScaling,
);
export const xavierNormal: typeof of.xavierNormal = /* @__PURE__ */ takesOptions(
  "xavierNormal",
  0,
  "batchAxis inAxis outAxis",
  of.xavierNormal,
);
export const xavierUniform: typeof of.xavierUniform = /* @__PURE__ */ takesOptions(
  "xavierUniform",
  0,
  "batchAxis inAxis outAxis",
  of.xavierUniform,
);

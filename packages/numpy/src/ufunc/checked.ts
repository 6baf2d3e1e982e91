/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const allclose: typeof of.allclose = /* @__PURE__ */ takesOptions(
  "allclose",
  2,
  "atol equalNan rtol",
  of.allclose,
);
export const angle: typeof of.angle = /* @__PURE__ */ takesOptions("angle", 1, "deg", of.angle);
export const around: typeof of.around = /* @__PURE__ */ takesOptions("around", 1, "decimals", of.around);
export const arrayEqual: typeof of.arrayEqual = /* @__PURE__ */ takesOptions(
  "arrayEqual",
  2,
  "equalNan",
  of.arrayEqual,
);
export const isclose: typeof of.isclose = /* @__PURE__ */ takesOptions("isclose", 2, "atol equalNan rtol", of.isclose);
export const nanToNum: typeof of.nanToNum = /* @__PURE__ */ takesOptions(
  "nanToNum",
  1,
  "nan neginf posinf",
  of.nanToNum,
);
export const packbits: typeof of.packbits = /* @__PURE__ */ takesOptions("packbits", 1, "axis bitorder", of.packbits);
export const round: typeof of.round = /* @__PURE__ */ takesOptions("round", 1, "decimals", of.round);
export const unpackbits: typeof of.unpackbits = /* @__PURE__ */ takesOptions(
  "unpackbits",
  1,
  "axis bitorder count",
  of.unpackbits,
);

/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const array2string: typeof of.array2string = /* @__PURE__ */ takesOptions(
  "array2string",
  1,
  "edgeitems maxLineWidth precision separator suppressSmall threshold",
  of.array2string,
);
export const arrayRepr: typeof of.arrayRepr = /* @__PURE__ */ takesOptions(
  "arrayRepr",
  1,
  "edgeitems maxLineWidth precision separator suppressSmall threshold",
  of.arrayRepr,
);
export const arrayStr: typeof of.arrayStr = /* @__PURE__ */ takesOptions(
  "arrayStr",
  1,
  "edgeitems maxLineWidth precision separator suppressSmall threshold",
  of.arrayStr,
);
export const arrayToString: typeof of.arrayToString = /* @__PURE__ */ takesOptions(
  "arrayToString",
  1,
  "edgeitems maxLineWidth precision separator suppressSmall threshold",
  of.arrayToString,
);

/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const put: typeof of.put = /* @__PURE__ */ takesOptions("put", 3, "mode", of.put);
export const putAlongAxis: typeof of.putAlongAxis = /* @__PURE__ */ takesOptions(
  "putAlongAxis",
  4,
  "mode",
  of.putAlongAxis,
);
export const take: typeof of.take = /* @__PURE__ */ takesOptions("take", 2, "axis fillValue mode", of.take);
export const takeAlongAxis: typeof of.takeAlongAxis = /* @__PURE__ */ takesOptions(
  "takeAlongAxis",
  3,
  "fillValue mode",
  of.takeAlongAxis,
);

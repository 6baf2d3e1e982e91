/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const vectorize: typeof of.vectorize = /* @__PURE__ */ takesOptions(
  "vectorize",
  1,
  "excluded signature",
  of.vectorize,
);

/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const polyder: typeof of.polyder = /* @__PURE__ */ takesOptions("polyder", 1, "m", of.polyder);
export const polyfit: typeof of.polyfit = /* @__PURE__ */ takesOptions("polyfit", 3, "rcond w", of.polyfit);
export const polyint: typeof of.polyint = /* @__PURE__ */ takesOptions("polyint", 1, "k m", of.polyint);
export const polymul: typeof of.polymul = /* @__PURE__ */ takesOptions("polymul", 2, "trimLeadingZeros", of.polymul);

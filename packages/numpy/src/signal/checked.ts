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
export const convolve2d: typeof of.convolve2d = /* @__PURE__ */ takesOptions(
  "convolve2d",
  2,
  "mode preferredElementType",
  of.convolve2d,
);
export const correlate: typeof of.correlate = /* @__PURE__ */ takesOptions(
  "correlate",
  2,
  "mode preferredElementType",
  of.correlate,
);
export const correlate2d: typeof of.correlate2d = /* @__PURE__ */ takesOptions(
  "correlate2d",
  2,
  "mode preferredElementType",
  of.correlate2d,
);
export const fftconvolve: typeof of.fftconvolve = /* @__PURE__ */ takesOptions(
  "fftconvolve",
  2,
  "mode preferredElementType",
  of.fftconvolve,
);

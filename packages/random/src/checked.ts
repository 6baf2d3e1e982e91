/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./functions.js";

export * from "./functions.js";
export const bernoulli: typeof of.bernoulli = /* @__PURE__ */ takesOptions(
  "bernoulli",
  1,
  "mode p shape",
  of.bernoulli,
);
export const bits: typeof of.bits = /* @__PURE__ */ takesOptions("bits", 1, "dtype shape", of.bits);
export const categorical: typeof of.categorical = /* @__PURE__ */ takesOptions(
  "categorical",
  2,
  "axis mode replace shape",
  of.categorical,
);
export const cauchy: typeof of.cauchy = /* @__PURE__ */ takesOptions("cauchy", 1, "dtype shape", of.cauchy);
export const choice: typeof of.choice = /* @__PURE__ */ takesOptions(
  "choice",
  2,
  "axis mode p replace shape",
  of.choice,
);
export const exponential: typeof of.exponential = /* @__PURE__ */ takesOptions(
  "exponential",
  1,
  "dtype shape",
  of.exponential,
);
export const geometric: typeof of.geometric = /* @__PURE__ */ takesOptions("geometric", 2, "dtype shape", of.geometric);
export const gumbel: typeof of.gumbel = /* @__PURE__ */ takesOptions("gumbel", 1, "dtype mode shape", of.gumbel);
export const laplace: typeof of.laplace = /* @__PURE__ */ takesOptions("laplace", 1, "dtype shape", of.laplace);
export const logistic: typeof of.logistic = /* @__PURE__ */ takesOptions("logistic", 1, "dtype shape", of.logistic);
export const lognormal: typeof of.lognormal = /* @__PURE__ */ takesOptions(
  "lognormal",
  1,
  "dtype shape sigma",
  of.lognormal,
);
export const maxwell: typeof of.maxwell = /* @__PURE__ */ takesOptions("maxwell", 1, "dtype shape", of.maxwell);
export const normal: typeof of.normal = /* @__PURE__ */ takesOptions("normal", 1, "dtype shape", of.normal);
export const pareto: typeof of.pareto = /* @__PURE__ */ takesOptions("pareto", 2, "dtype shape", of.pareto);
export const permutation: typeof of.permutation = /* @__PURE__ */ takesOptions(
  "permutation",
  2,
  "axis independent",
  of.permutation,
);
export const rademacher: typeof of.rademacher = /* @__PURE__ */ takesOptions(
  "rademacher",
  1,
  "dtype shape",
  of.rademacher,
);
export const randint: typeof of.randint = /* @__PURE__ */ takesOptions(
  "randint",
  1,
  "dtype maxval minval shape",
  of.randint,
);
export const rayleigh: typeof of.rayleigh = /* @__PURE__ */ takesOptions("rayleigh", 2, "dtype shape", of.rayleigh);
export const triangular: typeof of.triangular = /* @__PURE__ */ takesOptions(
  "triangular",
  4,
  "dtype shape",
  of.triangular,
);
export const truncatedNormal: typeof of.truncatedNormal = /* @__PURE__ */ takesOptions(
  "truncatedNormal",
  3,
  "dtype shape",
  of.truncatedNormal,
);
export const uniform: typeof of.uniform = /* @__PURE__ */ takesOptions(
  "uniform",
  1,
  "dtype maxval minval shape",
  of.uniform,
);
export const weibullMin: typeof of.weibullMin = /* @__PURE__ */ takesOptions(
  "weibullMin",
  3,
  "dtype shape",
  of.weibullMin,
);

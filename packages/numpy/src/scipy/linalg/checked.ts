/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { takesOptions } from "@fluxion/core";
import * as of from "./index.js";

export * from "./index.js";
export const choFactor: typeof of.choFactor = /* @__PURE__ */ takesOptions("choFactor", 1, "lower", of.choFactor);
export const cholesky: typeof of.cholesky = /* @__PURE__ */ takesOptions("cholesky", 1, "lower", of.cholesky);
export const eigh: typeof of.eigh = /* @__PURE__ */ takesOptions("eigh", 1, "symmetrizeInput uplo", of.eigh);
export const expm: typeof of.expm = /* @__PURE__ */ takesOptions("expm", 1, "maxSquarings", of.expm);
export const hilbert: typeof of.hilbert = /* @__PURE__ */ takesOptions("hilbert", 1, "dtype", of.hilbert);
export const luSolve: typeof of.luSolve = /* @__PURE__ */ takesOptions("luSolve", 2, "trans", of.luSolve);
export const polar: typeof of.polar = /* @__PURE__ */ takesOptions("polar", 1, "side", of.polar);
export const solve: typeof of.solve = /* @__PURE__ */ takesOptions("solve", 2, "assumeA lower", of.solve);
export const solveTriangular: typeof of.solveTriangular = /* @__PURE__ */ takesOptions(
  "solveTriangular",
  2,
  "lower trans unitDiagonal",
  of.solveTriangular,
);
export const svd: typeof of.svd = /* @__PURE__ */ takesOptions("svd", 1, "computeUv fullMatrices", of.svd);

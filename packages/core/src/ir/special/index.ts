/** Special functions as scalar bodies, for backends that have no functions of their own for them. They compute in float64. */
import type { Scalar } from "../scalar.js";
import { erfBody, erfcBody, erfInvBody } from "./erf.js";
import { digammaBody, lgammaBody } from "./gamma.js";
import type { Ops } from "./polynomial.js";

export * from "./coefficients.js";

export type SpecialName = "erf" | "erfc" | "erfInv" | "lgamma" | "digamma";

export const specialBodies: Readonly<Record<SpecialName, (s: Ops, x: Scalar) => Scalar>> = {
  erf: erfBody,
  erfc: erfcBody,
  erfInv: erfInvBody,
  lgamma: lgammaBody,
  digamma: digammaBody,
};

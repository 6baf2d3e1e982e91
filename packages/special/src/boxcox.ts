/** Box and Cox's power transforms. */
import { pointwise, type PointwiseOperation, type Scalar } from "@fluxion/core";
import { binary, type Binary } from "./functions.js";
import { polynomial, type S } from "./scalar/series.js";

/** 1/(k + 1)!: coefficients of (eᶻ − 1)/z. */
const TERMS: readonly number[] = [1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320, 1 / 362880];

/** (e^(λ·log) − 1)/λ: log·(eᶻ − 1)/z with z = λ·log near λ = 0, where it is smooth. */
function transform(s: S, log: Scalar, lambda: Scalar): Scalar {
  const z = s.mul(lambda, log);
  const size = s.abs(z);
  const power = s.expm1(z);
  const near = s.mul(log, s.select(s.lt(size, s.lit(0.03)), polynomial(s, TERMS, z), s.div(power, z)));
  const far = s.select(s.eq(lambda, s.lit(0)), log, s.div(power, lambda));
  return s.select(s.lt(size, s.lit(1)), near, far);
}

const boxcoxPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise(
  "boxcox",
  { body: (s) => (x, lambda) => transform(s, s.log(x), lambda) },
  2,
);
const boxcox1pPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise(
  "boxcox1p",
  { body: (s) => (x, lambda) => transform(s, s.log1p(x), lambda) },
  2,
);

/**
 * (x^λ − 1)/λ, and log x for λ = 0, in floats; the operands broadcast. Smooth in λ, at 0 too.
 * Source: Box and Cox, "An analysis of transformations" (1964).
 * @example boxcox(4, [0, 0.5]) // [1.3862944, 2]
 */
export const boxcox: Binary = /* @__PURE__ */ binary(boxcoxPrimitive);

/**
 * boxcox(1 + x, λ), accurate near x = 0, in floats; the operands broadcast.
 * @example boxcox1p(3, [0, 0.5]) // [1.3862944, 2]
 */
export const boxcox1p: Binary = /* @__PURE__ */ binary(boxcox1pPrimitive);

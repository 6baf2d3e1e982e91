/** The gamma function, its logarithm and the derivatives of that. */
import { add, digamma as digammaPrimitive, lgamma, max, mul, pointwise, type PointwiseOperation } from "@fluxion/core";
import { unary, type Unary } from "./functions.js";
import { gammaOf } from "./scalar/gamma.js";

const gammaPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("gamma", {
  body: (s) => (x) => gammaOf(s, x),
  jvp: [(t, ans, x) => mul(t, mul(ans, digammaPrimitive(x)))],
});

/**
 * Γ(x), in floats: exact for whole x up to 19, ±∞ at ±0, NaN at −1, −2, … Source: DLMF 5.2.1.
 * @example gamma([5, 0.5]) // [24, 1.7724539]
 */
export const gamma: Unary = /* @__PURE__ */ unary(gammaPrimitive);

/**
 * log |Γ(x)|, in floats; ∞ at 0, −1, −2, … Source: DLMF 5.2.1.
 * @example gammaln([1, 100]) // [0, 359.1342]
 */
export const gammaln: Unary = /* @__PURE__ */ unary(lgamma);

/**
 * ψ(x) = Γ′(x)/Γ(x), in floats; NaN at 0, −1, −2, … Source: DLMF 5.2.2.
 * @example digamma(1) // -0.5772157
 */
export const digamma: Unary = /* @__PURE__ */ unary(digammaPrimitive);

const factorialPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("factorial", {
  body: (s) => (x) => s.select(s.lt(x, s.lit(0)), s.lit(0), gammaOf(s, s.add(x, s.lit(1)))),
  jvp: [(t, ans, x) => mul(t, mul(ans, digammaPrimitive(max(add(x, 1), 1))))],
});

/**
 * x! = Γ(x + 1), in floats, for fractions too; 0 for negative x.
 * @example factorial([0, 3, 0.5]) // [1, 6, 0.8862269]
 */
export const factorial: Unary = /* @__PURE__ */ unary(factorialPrimitive);

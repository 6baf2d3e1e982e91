/** Square root and its reciprocal, cube root. */
import { div, mul } from "./arithmetic.js";
import { elementwise, type PointwiseOperation } from "./pointwise.js";
import { square } from "./power.js";

export const sqrt: PointwiseOperation<object> = /* @__PURE__ */ elementwise("sqrt", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.sqrt(x),
  jvp: [(t, ans) => mul(t, div(0.5, ans))],
});

/** 1/√x, with −∞ at −0. */
export const rsqrt: PointwiseOperation<object> = /* @__PURE__ */ elementwise("rsqrt", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.rsqrt(x),
  jvp: [(t, ans, x) => mul(t, mul(-0.5, div(ans, x)))],
});

/** The real cube root, of negative numbers too. */
export const cbrt: PointwiseOperation<object> = /* @__PURE__ */ elementwise("cbrt", {
  body: (s) => (x) => s.cbrt(x),
  jvp: [(t, ans) => mul(t, div(1 / 3, square(ans)))],
});

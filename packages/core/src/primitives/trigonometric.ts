/** Sine, cosine, tangent and their inverses, in radians. */
import { add, div, mul, neg, sub } from "./arithmetic.js";
import { elementwise, type PointwiseOperation } from "./pointwise.js";
import { square } from "./power.js";
import { rsqrt } from "./roots.js";
import type { NDArray } from "../ir/value.js";

export const sin: PointwiseOperation<object> = /* @__PURE__ */ elementwise("sin", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.sin(x),
  jvp: [(t, _, x) => mul(t, cos(x))],
});

export const cos: PointwiseOperation<object> = /* @__PURE__ */ elementwise("cos", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.cos(x),
  jvp: [(t, _, x) => neg(mul(t, sin(x)))],
});

export const tan: PointwiseOperation<object> = /* @__PURE__ */ elementwise("tan", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.tan(x),
  jvp: [(t, ans) => mul(t, add(1, square(ans)))],
});

/** 1/√(1 − x²), without cancellation near ±1. */
const slope = (x: NDArray): NDArray => rsqrt(mul(sub(1, x), add(1, x)));

export const asin: PointwiseOperation<object> = /* @__PURE__ */ elementwise("asin", {
  body: (s) => (x) => s.asin(x),
  jvp: [(t, _, x) => mul(t, slope(x))],
});

export const acos: PointwiseOperation<object> = /* @__PURE__ */ elementwise("acos", {
  body: (s) => (x) => s.acos(x),
  jvp: [(t, _, x) => neg(mul(t, slope(x)))],
});

export const atan: PointwiseOperation<object> = /* @__PURE__ */ elementwise("atan", {
  body: (s) => (x) => s.atan(x),
  jvp: [(t, _, x) => div(t, add(1, square(x)))],
});

/** The angle of the point (second operand, first operand), in (−π, π]. */
export const atan2: PointwiseOperation<object> = /* @__PURE__ */ elementwise("atan2", {
  body: (s) => (y, x) => s.atan2(y, x),
  jvp: [
    (t, _, y, x) => mul(t, div(x, add(square(y), square(x)))),
    (t, _, y, x) => neg(mul(t, div(y, add(square(y), square(x))))),
  ],
});

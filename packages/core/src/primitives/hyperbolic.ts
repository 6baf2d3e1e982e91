/** Hyperbolic functions and their inverses. */
import { add, div, mul, sub } from "./arithmetic.js";
import { elementwise, type PointwiseOperation } from "./pointwise.js";
import { square } from "./power.js";
import { rsqrt } from "./roots.js";

export const sinh: PointwiseOperation<object> = /* @__PURE__ */ elementwise("sinh", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.sinh(x),
  jvp: [(t, _, x) => mul(t, cosh(x))],
});

export const cosh: PointwiseOperation<object> = /* @__PURE__ */ elementwise("cosh", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.cosh(x),
  jvp: [(t, _, x) => mul(t, sinh(x))],
});

export const tanh: PointwiseOperation<object> = /* @__PURE__ */ elementwise("tanh", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.tanh(x),
  jvp: [(t, ans) => mul(t, mul(sub(1, ans), add(1, ans)))],
});

export const asinh: PointwiseOperation<object> = /* @__PURE__ */ elementwise("asinh", {
  body: (s) => (x) => s.asinh(x),
  jvp: [(t, _, x) => mul(t, rsqrt(add(square(x), 1)))],
});

export const acosh: PointwiseOperation<object> = /* @__PURE__ */ elementwise("acosh", {
  body: (s) => (x) => s.acosh(x),
  jvp: [(t, _, x) => mul(t, rsqrt(mul(sub(x, 1), add(x, 1))))],
});

export const atanh: PointwiseOperation<object> = /* @__PURE__ */ elementwise("atanh", {
  body: (s) => (x) => s.atanh(x),
  jvp: [(t, _, x) => div(t, mul(sub(1, x), add(1, x)))],
});

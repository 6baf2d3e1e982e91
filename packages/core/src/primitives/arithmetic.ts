/** Addition, subtraction, multiplication, division and what goes with them. Integers wrap. */
import { NUMBERS, elementwise, REAL, type PointwiseOperation } from "./pointwise.js";
import { round } from "./rounding.js";

export const neg: PointwiseOperation<object> = /* @__PURE__ */ elementwise("neg", {
  kinds: NUMBERS,
  body: (s) => (x) => s.neg(x),
  jvp: [(t) => neg(t)],
  transpose: ({ cotangents: [ct] }) => [ct == null ? null : neg(ct)],
});

export { add } from "./pointwise.js";

export const sub: PointwiseOperation<object> = /* @__PURE__ */ elementwise("sub", {
  kinds: NUMBERS,
  body: (s) => (x, y) => s.sub(x, y),
  jvp: [(t) => t, (t) => neg(t)],
  transpose: ({ cotangents: [ct], inputs: [x, y] }) => [
    x === null ? (ct ?? null) : null,
    y === null && ct != null ? neg(ct) : null,
  ],
  sameAs: ({ values: [, y] }) => (Object.is(y, 0) ? 0 : undefined),
});

export const mul: PointwiseOperation<object> = /* @__PURE__ */ elementwise("mul", {
  kinds: NUMBERS,
  body: (s) => (x, y) => s.mul(x, y),
  commutative: true,
  bilinear: true,
  jvp: [(t, _, x, y) => mul(t, y), (t, _, x) => mul(x, t)],
  transpose: ({ cotangents: [ct], inputs: [x, y] }) => [
    x === null && ct != null && y != null ? mul(ct, y) : null,
    y === null && ct != null && x != null ? mul(x, ct) : null,
  ],
  sameAs: ({ values: [x, y] }) => (y === 1 ? 0 : x === 1 ? 1 : undefined),
});

/** Division. Floats as IEEE 754 has it; integers truncate, x/0 = −1, INT_MIN/−1 = INT_MIN. */
export const div: PointwiseOperation<object> = /* @__PURE__ */ elementwise("div", {
  kinds: NUMBERS,
  body: (s) => (x, y) => s.div(x, y),
  undoes: mul,
  jvp: [(t, _, x, y) => div(t, y), (t, ans, x, y) => neg(mul(div(ans, y), t))],
  transpose: ({ cotangents: [ct], inputs: [, y] }) => [ct != null && y != null ? div(ct, y) : null, null],
  sameAs: ({ values: [, y] }) => (y === 1 ? 0 : undefined),
});

/** Remainder with the sign of the dividend. For integers x rem 0 = x. */
export const rem: PointwiseOperation<object> = /* @__PURE__ */ elementwise("rem", {
  kinds: REAL,
  body: (s) => (x, y) => s.rem(x, y),
  jvp: [(t) => t, (t, ans, x, y) => neg(mul(t, round(div(sub(x, ans), y))))],
});

/** Absolute value and sign. */
import { neg } from "./arithmetic.js";
import { ge } from "./compare.js";
import { elementwise, REAL, type PointwiseOperation } from "./pointwise.js";
import { select } from "./select.js";

/** |x|; of the smallest signed integer that integer itself. The derivative at both zeros is 1. */
export const abs: PointwiseOperation<object> = /* @__PURE__ */ elementwise("abs", {
  kinds: REAL,
  body: (s) => (x) => s.abs(x),
  jvp: [(t, _, x) => select(ge(x, 0), t, neg(t))],
});

/** −1, 0 or 1; zeros keep their sign, NaN stays NaN. */
export const sign: PointwiseOperation<object> = /* @__PURE__ */ elementwise("sign", {
  kinds: REAL,
  body: (s) => (x) => s.sign(x),
  jvp: [null],
});

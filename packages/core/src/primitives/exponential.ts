/** Exponentials and logarithms. */
import { add, div, mul, sub } from "./arithmetic.js";
import { elementwise, type PointwiseOperation } from "./pointwise.js";

export const exp: PointwiseOperation<object> = /* @__PURE__ */ elementwise("exp", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.exp(x),
  jvp: [(t, ans) => mul(t, ans)],
});

/** 2^x, exact for whole x. */
export const exp2: PointwiseOperation<object> = /* @__PURE__ */ elementwise("exp2", {
  body: (s) => (x) => s.exp2(x),
  jvp: [(t, ans) => mul(t, mul(ans, Math.LN2))],
});

/** e^x − 1, accurate near 0. */
export const expm1: PointwiseOperation<object> = /* @__PURE__ */ elementwise("expm1", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.expm1(x),
  jvp: [(t, ans) => mul(t, add(ans, 1))],
});

export const log: PointwiseOperation<object> = /* @__PURE__ */ elementwise("log", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.log(x),
  jvp: [(t, _, x) => div(t, x)],
});

/** Exact for powers of 2. */
export const log2: PointwiseOperation<object> = /* @__PURE__ */ elementwise("log2", {
  body: (s) => (x) => s.log2(x),
  jvp: [(t, _, x) => div(t, mul(x, Math.LN2))],
});

/** Exact for powers of 10. */
export const log10: PointwiseOperation<object> = /* @__PURE__ */ elementwise("log10", {
  body: (s) => (x) => s.log10(x),
  jvp: [(t, _, x) => div(t, mul(x, Math.LN10))],
});

/** log(1 + x), accurate near 0. */
export const log1p: PointwiseOperation<object> = /* @__PURE__ */ elementwise("log1p", {
  kinds: ["float", "complex"],
  body: (s) => (x) => s.log1p(x),
  jvp: [(t, _, x) => div(t, add(x, 1))],
});

/** 1/(1 + e^−x). Neither end overflows, and small results keep their accuracy. */
export const logistic: PointwiseOperation<object> = /* @__PURE__ */ elementwise("logistic", {
  body: (s) => (x) => {
    const one = s.lit(1);
    const decay = s.exp(s.neg(s.abs(x)));
    return s.div(s.select(s.lt(x, s.lit(0)), decay, one), s.add(one, decay));
  },
  jvp: [(t, ans) => mul(t, mul(ans, sub(1, ans)))],
});

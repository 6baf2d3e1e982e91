/**
 * log(eˣ + eʸ) without overflow. A primitive of its own, since the derivative of the stable formula (a maximum plus a
 * correction in |x − y|) is wrong where x = y.
 */
import { mul, sub, neg } from "./arithmetic.js";
import { eq, ne } from "./compare.js";
import { zerosLike } from "./constant.js";
import { logistic } from "./exponential.js";
import { and } from "./bitwise.js";
import { elementwise, type PointwiseOperation } from "./pointwise.js";
import { select } from "./select.js";
import type { NDArray } from "../ir/value.js";

/** x − y, and 0 for equal infinities: they share the derivative. */
function difference(x: NDArray, y: NDArray): NDArray {
  const d = sub(x, y);
  return select(and(eq(x, y), ne(d, d)), zerosLike(d), d);
}

export const logaddexp: PointwiseOperation<object> = /* @__PURE__ */ elementwise("logaddexp", {
  body: (s) => (x, y) => {
    const distance = s.select(s.eq(x, y), s.lit(0), s.abs(s.sub(x, y)));
    return s.add(s.max(x, y), s.log1p(s.exp(s.neg(distance))));
  },
  jvp: [(t, _, x, y) => mul(t, logistic(difference(x, y))), (t, _, x, y) => mul(t, logistic(neg(difference(x, y))))],
});

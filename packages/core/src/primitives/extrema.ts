/** The larger and the smaller of two, and the nearest within bounds. NaN propagates; −0 is less than 0. */
import type { Kind } from "../ir/type.js";
import { mul } from "./arithmetic.js";
import { and } from "./bitwise.js";
import { eq, gt, lt } from "./compare.js";
import { fullLike, zerosLike } from "./constant.js";
import { elementwise, REAL, type PointwiseOperation } from "./pointwise.js";
import { select } from "./select.js";
import type { NDArray } from "../ir/value.js";

const ORDERED: readonly Kind[] = ["bool", ...REAL];

/** Which part of the derivative the operand `x` gets: all of it where it is the result, half where both are. */
const share = (x: NDArray, ans: NDArray, other: NDArray): NDArray =>
  select(eq(x, ans), select(eq(other, ans), fullLike(x, 0.5), fullLike(x, 1)), fullLike(x, 0));

export const max: PointwiseOperation<object> = /* @__PURE__ */ elementwise("max", {
  kinds: ORDERED,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.or(x, y) : s.max(x, y)),
  jvp: [(t, ans, x, y) => mul(t, share(x, ans, y)), (t, ans, x, y) => mul(t, share(y, ans, x))],
});

export const min: PointwiseOperation<object> = /* @__PURE__ */ elementwise("min", {
  kinds: ORDERED,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.and(x, y) : s.min(x, y)),
  jvp: [(t, ans, x, y) => mul(t, share(x, ans, y)), (t, ans, x, y) => mul(t, share(y, ans, x))],
});

/** `clamp(low, x, high)`. On a bound, the derivative is that of neither. */
export const clamp: PointwiseOperation<object> = /* @__PURE__ */ elementwise("clamp", {
  kinds: REAL,
  body: (s) => (low, x, high) => s.min(s.max(low, x), high),
  jvp: [
    (t, _, low, x, high) => where(and(gt(low, x), lt(low, high)), t),
    (t, _, low, x, high) => where(and(gt(x, low), lt(x, high)), t),
    (t, _, _low, x, high) => where(gt(x, high), t),
  ],
});

const where = (condition: NDArray, t: NDArray): NDArray => select(condition, t, zerosLike(t));

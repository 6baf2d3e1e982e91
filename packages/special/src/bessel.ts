/** Modified Bessel functions of the first kind, of orders 0 and 1. */
import {
  div,
  eq,
  fullLike,
  mul,
  onesLike,
  pointwise,
  select,
  sign,
  sub,
  type NDArray,
  type PointwiseOperation,
} from "@fluxion/core";
import { unary, type Unary } from "./functions.js";
import { grown, i0eOf, i1eOf } from "./scalar/bessel.js";

/** I₁(x)/x, or the same with its scale, which is ½ at 0. */
function byArgument(value: NDArray, x: NDArray): NDArray {
  const origin = eq(x, 0);
  return select(origin, fullLike(x, 0.5), div(value, select(origin, onesLike(x), x)));
}

const i0ePrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("i0e", {
  body: (s) => (x) => i0eOf(s, x),
  jvp: [(t, ans, x) => mul(t, sub(i1ePrimitive(x), mul(sign(x), ans)))],
});
const i1ePrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("i1e", {
  body: (s) => (x) => i1eOf(s, x),
  jvp: [(t, ans, x) => mul(t, sub(sub(i0ePrimitive(x), mul(sign(x), ans)), byArgument(ans, x)))],
});
const i0Primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("besselI0", {
  body: (s) => (x) => grown(s, x, i0eOf(s, x), s.lit(1)),
  jvp: [(t, _, x) => mul(t, i1Primitive(x))],
});
/** I₀(x) − I₁(x)/x = I₁′(x), DLMF 10.29.2, as one growing function, since the difference of two is NaN where they overflow. */
const i1Slope: PointwiseOperation<object> = /* @__PURE__ */ pointwise("besselI1Slope", {
  body: (s) => (x) => {
    const quotient = s.select(s.eq(x, s.lit(0)), s.lit(0.5), s.div(i1eOf(s, x), x));
    return grown(s, x, s.sub(i0eOf(s, x), quotient), s.lit(1));
  },
});
const i1Primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("besselI1", {
  body: (s) => (x) => grown(s, x, i1eOf(s, x), s.sign(x)),
  jvp: [(t, _, x) => mul(t, i1Slope(x))],
});

/**
 * I₀(x), in floats. Source: DLMF 10.25.2.
 * @example i0([0, 1]) // [1, 1.2660658]
 */
export const i0: Unary = /* @__PURE__ */ unary(i0Primitive);
/**
 * e^(−|x|)·I₀(x), in floats, which does not overflow.
 * @example i0e([0, 1000]) // [1, 0.012617241]
 */
export const i0e: Unary = /* @__PURE__ */ unary(i0ePrimitive);
/**
 * I₁(x), in floats. Source: DLMF 10.25.2.
 * @example i1([0, 1]) // [0, 0.5651591]
 */
export const i1: Unary = /* @__PURE__ */ unary(i1Primitive);
/**
 * e^(−|x|)·I₁(x), in floats, which does not overflow.
 * @example i1e([0, 1000]) // [0, 0.012610931]
 */
export const i1e: Unary = /* @__PURE__ */ unary(i1ePrimitive);

/** Products with logarithms, which are 0 where the factor is, and the entropies made of them. */
import {
  add,
  div,
  eq,
  log,
  log1p,
  lt,
  mul,
  neg,
  onesLike,
  pointwise,
  select,
  sub,
  zerosLike,
  type NDArray,
  type PointwiseOperation,
  type Scalar,
} from "@fluxion/core";
import { binary, unary, type Binary, type Unary } from "./functions.js";
import { log1pRest } from "./scalar/log1p-rest.js";
import type { S } from "./scalar/series.js";

/** The quotient, and 0 where the dividend is, whatever the divisor. */
const ratio = (x: NDArray, y: NDArray): NDArray => select(eq(x, 0), zerosLike(x), div(x, y));

/** Zero where x is 0, but NaN where y is NaN. */
const product = (s: S, x: Scalar, y: Scalar, value: Scalar): Scalar =>
  s.select(s.and(s.eq(x, s.lit(0)), s.eq(y, y)), s.lit(0), s.mul(x, value));

const xlogyPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("xlogy", {
  body: (s) => (x, y) => product(s, x, y, s.log(y)),
  jvp: [(t, _, _x, y) => mul(t, log(y)), (t, _, x, y) => mul(t, ratio(x, y))],
});
const xlog1pyPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("xlog1py", {
  body: (s) => (x, y) => product(s, x, y, s.log1p(y)),
  jvp: [(t, _, _x, y) => mul(t, log1p(y)), (t, _, x, y) => mul(t, ratio(x, add(y, 1)))],
});
const entrPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("entr", {
  body: (s) => (x) => s.select(s.lt(x, s.lit(0)), s.lit(-Infinity), s.neg(product(s, x, x, s.log(x)))),
  jvp: [
    (t, _, x) => {
      const isNegative = lt(x, 0);
      const slope = add(log(select(isNegative, onesLike(x), x)), 1);
      return neg(mul(t, select(isNegative, zerosLike(x), slope)));
    },
  ],
});

/** `value` where both are positive, `atZero` where x is 0 and y is not negative, ∞ elsewhere; NaN stays. */
function divergence(s: S, x: Scalar, y: Scalar, value: Scalar, atZero: Scalar): Scalar {
  const zero = s.lit(0);
  const isZero = s.and(s.eq(x, zero), s.ge(y, zero));
  const isOutside = s.or(s.lt(x, zero), s.le(y, zero));
  return s.select(isZero, atZero, s.select(isOutside, s.lit(Infinity), value));
}

const klDivPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("klDiv", {
  // x·log(x/y) − x + y = x·(u − log(1 + u)) with u = (y − x)/x, in which nothing cancels.
  body: (s) => (x, y) => divergence(s, x, y, s.mul(x, log1pRest(s, s.div(s.sub(y, x), x))), y),
  jvp: [(t, _, x, y) => mul(t, log(div(x, y))), (t, _, x, y) => mul(t, sub(1, ratio(x, y)))],
});
const relEntrPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("relEntr", {
  body: (s) => (x, y) => divergence(s, x, y, s.mul(x, s.log(s.div(x, y))), s.lit(0)),
  jvp: [(t, _, x, y) => mul(t, add(log(div(x, y)), 1)), (t, _, x, y) => neg(mul(t, ratio(x, y)))],
});

/**
 * x·log y, and 0 where x is 0 (unless y is NaN), in floats; the operands broadcast.
 * @example xlogy([0, 2], [0, 1]) // [0, 0]
 */
export const xlogy: Binary = /* @__PURE__ */ binary(xlogyPrimitive);

/**
 * x·log(1 + y), and 0 where x is 0 (unless y is NaN), in floats; the operands broadcast.
 * @example xlog1py([0, 2], [-1, 0]) // [0, 0]
 */
export const xlog1py: Binary = /* @__PURE__ */ binary(xlog1pyPrimitive);

/**
 * −x·log x, 0 at 0 and −∞ below, in floats.
 * @example entr([0, 1, -1]) // [0, 0, -Infinity]
 */
export const entr: Unary = /* @__PURE__ */ unary(entrPrimitive);

/**
 * x·log(x/y) − x + y where x and y are positive, y where x is 0, ∞ elsewhere, in floats; the operands broadcast.
 * Source: Boyd and Vandenberghe, "Convex optimization" (2004), 3.1.5.
 * @example klDiv([0, 2], [3, 2]) // [3, 0]
 */
export const klDiv: Binary = /* @__PURE__ */ binary(klDivPrimitive);

/**
 * x·log(x/y) where x and y are positive, 0 where x is 0, ∞ elsewhere, in floats; the operands broadcast.
 * Source: as of `klDiv`.
 * @example relEntr([0, 2], [3, 2]) // [0, 0]
 */
export const relEntr: Binary = /* @__PURE__ */ binary(relEntrPrimitive);

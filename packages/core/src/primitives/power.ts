/** Powers: by an array, by a whole number, and the square. */
import { right, type Either } from "#fp-ts/Either";
import { fail, type Failure } from "../errors.js";
import type { Scalar, ScalarOps } from "../ir/scalar.js";
import { isInexact, type ArrayType } from "../ir/type.js";
import { mul, sub } from "./arithmetic.js";
import { eq } from "./compare.js";
import { onesLike } from "./constant.js";
import { log } from "./exponential.js";
import { NUMBERS, elementwise, type PointwiseOperation } from "./pointwise.js";
import { select } from "./select.js";

/**
 * x^y as C and IEEE 754 have it: anything^0 = 1 and 1^anything = 1, NaN included. The derivative by y at x = 0 is 0^y · 0,
 * and NaN for x < 0; the derivative by x is y · x^(y−1), so NaN at 0^0 (`integerPow` has none of these corners).
 */
export const pow: PointwiseOperation<object> = /* @__PURE__ */ elementwise("pow", {
  kinds: ["float", "complex"],
  body: (s) => (x, y) => s.pow(x, y),
  jvp: [
    (t, _, x, y) => mul(t, mul(y, pow(x, sub(y, 1)))),
    (t, ans, x) => mul(t, mul(log(select(eq(x, 0), onesLike(x), x)), ans)),
  ],
});

export interface WholePower {
  readonly exponent: number;
}

/** Square and multiply; the number of products is at most 2·log₂(exponent). */
function power(s: ScalarOps<Scalar>, x: Scalar, exponent: number): Scalar {
  if (exponent === 0) return s.lit(1);
  const half = power(s, x, Math.floor(exponent / 2));
  if (exponent === 1) return x;
  const squared = s.mul(half, half);
  return exponent % 2 === 0 ? squared : s.mul(squared, x);
}

function powerType(
  [x, ...more]: readonly ArrayType[],
  { exponent }: WholePower,
): Either<Failure, readonly ArrayType[]> {
  const where = "integerPow";
  if (x === undefined || more.length > 0)
    return fail({
      code: "argument",
      what: `expected 1 operand, got ${x === undefined ? 0 : more.length + 1}`,
      where,
      fix: "pass one array, then the exponent",
    });
  if (!Number.isSafeInteger(exponent))
    return fail({ code: "argument", what: `the exponent ${exponent} is not a whole number`, where, fix: "use pow" });
  if (x.dtype === "bool")
    return fail({ code: "dtype", what: "not defined for bool", where, fix: "convert to int32 first" });
  if (exponent < 0 && !isInexact(x.dtype))
    return fail({
      code: "argument",
      what: `${x.dtype} to the power ${exponent}`,
      where,
      fix: "convert to float32 first",
    });
  return right([x]);
}

/** x^exponent by repeated multiplication; 1/x^n for a negative exponent. Integers wrap, and have no negative powers. */
export const integerPow: PointwiseOperation<WholePower> = /* @__PURE__ */ elementwise<WholePower>("integerPow", {
  type: powerType,
  body:
    (s, { exponent }) =>
    (x) =>
      exponent < 0 ? s.div(s.lit(1), power(s, x, -exponent)) : power(s, x, exponent),
  jvp: ({ exponent }) =>
    exponent === 0 ? [null] : [(t, _, x) => mul(t, mul(exponent, integerPow(x, { exponent: exponent - 1 })))],
});

/** x·x. */
export const square: PointwiseOperation<object> = /* @__PURE__ */ elementwise("square", {
  kinds: NUMBERS,
  body: (s) => (x) => s.mul(x, x),
  jvp: [(t, _, x) => mul(t, mul(2, x))],
});

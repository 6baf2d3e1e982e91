/** Quotients rounded to whole numbers, and what remains. */
import * as core from "@fluxion/core";
import { isFloat, pointwise, type NDArray, type PointwiseOperation, type Scalar, type ScalarOps } from "@fluxion/core";
import { align, alignAs, type Operand } from "../support/index.js";
import { apply2, countType, type Binary } from "./make.js";

type Ops = ScalarOps<Scalar>;
const REAL = ["int", "uint", "float"] as const;

const differentSigns = (s: Ops, x: Scalar, y: Scalar): Scalar => s.ne(s.lt(x, s.lit(0)), s.lt(y, s.lit(0)));
const zeroLike = (s: Ops, y: Scalar): Scalar => s.select(s.lt(y, s.lit(0)), s.lit(-0), s.lit(0));

/** Integers: the remainder of division by 0 is 0. */
const safeDivisor = (s: Ops, y: Scalar): Scalar => (isFloat(s.dtype) ? y : s.select(s.eq(y, s.lit(0)), s.lit(1), y));

/** Remainder with the sign of the divisor; an exact one is a zero with that sign. */
function modulo(s: Ops, x: Scalar, y: Scalar): Scalar {
  const divisor = safeDivisor(s, y);
  const rest = s.rem(x, divisor);
  if (s.dtype.startsWith("uint")) return rest;
  const exact = s.eq(rest, s.lit(0));
  const moved = s.select(s.and(s.not(exact), differentSigns(s, rest, divisor)), s.add(rest, divisor), rest);
  return isFloat(s.dtype) ? s.select(exact, zeroLike(s, divisor), moved) : moved;
}

/** Correct where x / y rounds up to a whole number: the quotient of what is left without the remainder is near that number. */
function floatQuotient(s: Ops, x: Scalar, y: Scalar): Scalar {
  const rest = s.rem(x, y);
  const exact = s.div(s.sub(x, rest), y);
  const lowered = s.select(s.and(s.ne(rest, s.lit(0)), differentSigns(s, rest, y)), s.sub(exact, s.lit(1)), exact);
  const whole = s.select(s.eq(lowered, s.lit(0)), s.mul(s.lit(0), s.div(x, y)), s.round(lowered));
  return s.select(s.eq(y, s.lit(0)), s.div(x, y), whole);
}

function quotient(s: Ops, x: Scalar, y: Scalar): Scalar {
  if (isFloat(s.dtype)) return floatQuotient(s, x, y);
  const truncated = s.div(x, y);
  if (s.dtype.startsWith("uint")) return truncated;
  const inexact = s.ne(s.rem(x, y), s.lit(0));
  const lower = s.and(inexact, s.ne(s.sign(x), s.sign(y)));
  return s.select(lower, s.sub(truncated, s.lit(1)), truncated);
}

/** Primitives, since as compositions they would be a dozen passes over memory when run one by one. */
const mod1: PointwiseOperation<object> = pointwise("mod", {
  kinds: REAL,
  body: (s) => (x, y) => modulo(s, x, y),
  jvp: [(t) => t, (t, ans, x, y) => core.neg(core.mul(t, core.round(core.div(core.sub(x, ans), y))))],
});
const floorDivide1: PointwiseOperation<object> = pointwise("floorDivide", {
  kinds: REAL,
  body: (s) => (x, y) => quotient(s, x, y),
  jvp: [null, null],
});
const fmod1: PointwiseOperation<object> = pointwise("fmod", {
  kinds: REAL,
  body: (s) => (x, y) => s.rem(x, safeDivisor(s, y)),
  jvp: [(t) => t, (t, ans, x, y) => core.neg(core.mul(t, core.round(core.div(core.sub(x, ans), y))))],
});

const through =
  (op: PointwiseOperation<object>): Binary =>
  (x, y) =>
    apply2(op, ...alignAs([x, y], countType));

/**
 * The largest whole number not above x / y. Integers: x / 0 is −1, less 1 where x is not 0 and signs differ.
 * @example np.floorDivide([7, -7], 2) // [3, -4]
 */
export const floorDivide: Binary = through(floorDivide1);

/**
 * x − y·⌊x / y⌋: the remainder with the sign of y. Integers: 0 for y = 0.
 * @example np.mod([7, -7], 3) // [1, 2]
 */
export const mod: Binary = through(mod1);

/**
 * The same as `mod`.
 * @example np.remainder([7, -7], 3) // [1, 2]
 */
export const remainder: Binary = mod;

/**
 * The remainder with the sign of x. Integers: 0 for y = 0.
 * @example np.fmod([7, -7], 3) // [1, -1]
 */
export const fmod: Binary = through(fmod1);

/**
 * [floorDivide(x, y), mod(x, y)].
 * @example np.divmod([7, -7], 3) // [[2, -3], [1, 2]]
 */
export function divmod(x: Operand, y: Operand): [NDArray, NDArray] {
  const [a, b] = align(x, y);
  return [floorDivide(a, b), mod(a, b)];
}

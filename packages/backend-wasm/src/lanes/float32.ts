/** Operations on four float32. */
import { f32x4, i32, i32x4, v128, type V128 } from "../emit/index.js";
import { f32s, i32s } from "./constants.js";
import type { VectorOperation, VectorTable } from "./names.js";

const ABS = 0x7fffffff;
/** The magnitude of the first with the sign of the second. */
const withSign = (magnitude: V128, sign: V128): V128 => v128.bitselect(sign, magnitude, f32s(-0));
const isNaN = (x: V128): V128 => f32x4.ne(x, x);

/** ±1 by sign; zeros and NaN are kept. */
const sign: VectorOperation = (_, x) =>
  v128.bitselect(x, withSign(f32s(1), x), v128.or(f32x4.eq(x, f32s(0)), isNaN(x)));

/**
 * The next number toward `y`: the bits of a float, read as an integer, count upward with its magnitude.
 */
const nextafter: VectorOperation = ({ code }, x, y) => {
  const grows = i32x4.eq(f32x4.gt(x, f32s(0)), f32x4.gt(y, x));
  const moved = code.let(i32x4.add(x, v128.bitselect(i32s(1), i32s(-1), grows)));
  const fromZero = withSign(v128.const(new Int32Array(4).fill(1)), y);
  const stepped = code.let(v128.bitselect(fromZero, moved, f32x4.eq(x, f32s(0))));
  const settled = code.let(v128.bitselect(y, stepped, f32x4.eq(x, y)));
  return v128.bitselect(f32x4.add(x, y), settled, v128.or(isNaN(x), isNaN(y)));
};

export const FLOAT32: VectorTable = {
  neg: (_, x) => f32x4.neg(x),
  abs: (_, x) => f32x4.abs(x),
  sign,
  floor: (_, x) => f32x4.floor(x),
  ceil: (_, x) => f32x4.ceil(x),
  trunc: (_, x) => f32x4.trunc(x),
  round: (_, x) => f32x4.nearest(x),
  sqrt: (_, x) => f32x4.sqrt(x),
  rsqrt: (_, x) => f32x4.div(f32s(1), f32x4.sqrt(x)),
  add: (_, x, y) => f32x4.add(x, y),
  sub: (_, x, y) => f32x4.sub(x, y),
  mul: (_, x, y) => f32x4.mul(x, y),
  div: (_, x, y) => f32x4.div(x, y),
  max: (_, x, y) => f32x4.max(x, y),
  min: (_, x, y) => f32x4.min(x, y),
  nextafter,
  eq: (_, x, y) => f32x4.eq(x, y),
  ne: (_, x, y) => f32x4.ne(x, y),
  lt: (_, x, y) => f32x4.lt(x, y),
  le: (_, x, y) => f32x4.le(x, y),
  gt: (_, x, y) => f32x4.gt(x, y),
  ge: (_, x, y) => f32x4.ge(x, y),
  isFinite: (_, x) => i32x4.ltS(v128.and(x, i32s(ABS)), i32s(0x7f800000)),
};

/** Whether the sign bit is set, as a mask. */
export const isNegative32 = (x: V128): V128 => i32x4.shrS(x, i32.const(31));

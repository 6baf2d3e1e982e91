/** Operations on two float64. Comparisons give masks of 64 bits. */
import { f64x2, i64x2, v128, type V128 } from "../emit/index.js";
import { f64s, i64s } from "./constants.js";
import type { VectorOperation, VectorTable } from "./names.js";

const withSign = (magnitude: V128, sign: V128): V128 => v128.bitselect(sign, magnitude, f64s(-0));
const isNaN = (x: V128): V128 => f64x2.ne(x, x);

/** ±1 by sign; zeros and NaN are kept. */
const sign: VectorOperation = (_, x) =>
  v128.bitselect(x, withSign(f64s(1), x), v128.or(f64x2.eq(x, f64s(0)), isNaN(x)));

const nextafter: VectorOperation = ({ code }, x, y) => {
  const grows = i64x2.eq(f64x2.gt(x, f64s(0)), f64x2.gt(y, x));
  const moved = code.let(i64x2.add(x, v128.bitselect(i64s(1n), i64s(-1n), grows)));
  const fromZero = withSign(i64s(1n), y);
  const stepped = code.let(v128.bitselect(fromZero, moved, f64x2.eq(x, f64s(0))));
  const settled = code.let(v128.bitselect(y, stepped, f64x2.eq(x, y)));
  return v128.bitselect(f64x2.add(x, y), settled, v128.or(isNaN(x), isNaN(y)));
};

export const FLOAT64: VectorTable = {
  neg: (_, x) => f64x2.neg(x),
  abs: (_, x) => f64x2.abs(x),
  sign,
  floor: (_, x) => f64x2.floor(x),
  ceil: (_, x) => f64x2.ceil(x),
  trunc: (_, x) => f64x2.trunc(x),
  round: (_, x) => f64x2.nearest(x),
  sqrt: (_, x) => f64x2.sqrt(x),
  rsqrt: (_, x) => f64x2.div(f64s(1), f64x2.sqrt(x)),
  add: (_, x, y) => f64x2.add(x, y),
  sub: (_, x, y) => f64x2.sub(x, y),
  mul: (_, x, y) => f64x2.mul(x, y),
  div: (_, x, y) => f64x2.div(x, y),
  max: (_, x, y) => f64x2.max(x, y),
  min: (_, x, y) => f64x2.min(x, y),
  nextafter,
  eq: (_, x, y) => f64x2.eq(x, y),
  ne: (_, x, y) => f64x2.ne(x, y),
  lt: (_, x, y) => f64x2.lt(x, y),
  le: (_, x, y) => f64x2.le(x, y),
  gt: (_, x, y) => f64x2.gt(x, y),
  ge: (_, x, y) => f64x2.ge(x, y),
  isFinite: (_, x) => f64x2.eq(f64x2.sub(x, x), f64s(0)),
};

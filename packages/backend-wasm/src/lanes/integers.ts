/** Operations on four integers held as words. Results wrap; division by zero gives −1, and the dividend as the remainder. */
import { f64x2, i16x8, i32, i32x4, i8x16, v128, type V128 } from "../emit/index.js";
import { i32s } from "./constants.js";
import type { VectorOperation, VectorTable } from "./names.js";
import { lowHalves, upperHalf } from "./value.js";
export type IntegerType = "int8" | "uint8" | "int32" | "uint32";

/** Brings words back into the range of a type. */
export function wrapWords(dtype: IntegerType, words: V128): V128 {
  if (dtype === "int8") return i32x4.shrS(i32x4.shl(words, i32.const(24)), i32.const(24));
  return dtype === "uint8" ? v128.and(words, i32s(255)) : words;
}

/** Words as float64, which holds them exactly. */
export function wordsToFloat64(x: V128, signed: boolean): [V128, V128] {
  const convert = signed ? f64x2.convertLowI32x4S : f64x2.convertLowI32x4U;
  return [convert(x), convert(upperHalf(x))];
}
/** Float64 as words: the fraction is dropped, what is out of range saturates, NaN becomes 0. */
export function float64ToWords([low, high]: readonly [V128, V128], signed: boolean): V128 {
  const convert = signed ? i32x4.truncSatF64x2SZero : i32x4.truncSatF64x2UZero;
  return lowHalves(convert(low), convert(high));
}

/** Quotients of float64 are exact enough: what is left of x/y is at least 1/y, and x has 32 bits. */
const quotient =
  (signed: boolean): VectorOperation =>
  ({ code }, x, y) => {
    const [xl, xh] = wordsToFloat64(x, signed);
    const [yl, yh] = wordsToFloat64(y, signed);
    const quotients = code.let(float64ToWords([f64x2.div(xl, yl), f64x2.div(xh, yh)], signed));
    const exact = signed ? v128.bitselect(i32x4.neg(x), quotients, i32x4.eq(y, i32s(-1))) : quotients;
    return v128.bitselect(i32s(-1), exact, i32x4.eq(y, i32s(0)));
  };
const remainder =
  (signed: boolean): VectorOperation =>
  (scope, x, y) => {
    const whole = scope.code.let(quotient(signed)(scope, x, y));
    return v128.bitselect(x, i32x4.sub(x, i32x4.mul(whole, y)), i32x4.eq(y, i32s(0)));
  };

/** Bits set: of bytes, then of pairs of bytes, then of pairs of those. */
const populationCount =
  (width: 8 | 32): VectorOperation =>
  (_, x) =>
    i32x4.extaddPairwiseI16x8U(i16x8.extaddPairwiseI8x16U(i8x16.popcnt(width === 8 ? v128.and(x, i32s(255)) : x)));

const leadingZeros =
  (width: 8 | 32): VectorOperation =>
  ({ code }, x) => {
    const words = code.let(width === 8 ? v128.and(x, i32s(255)) : x);
    const counts = [0, 1, 2, 3].reduce<V128>(
      (into, lane) => code.let(i32x4.replaceLane(into, lane, i32.clz(i32x4.extractLane(words, lane)))),
      words,
    );
    return i32x4.sub(counts, i32s(32 - width));
  };

/** What is the same for signed and unsigned words. */
const COMMON = {
  neg: (_, x) => i32x4.neg(x),
  add: (_, x, y) => i32x4.add(x, y),
  sub: (_, x, y) => i32x4.sub(x, y),
  mul: (_, x, y) => i32x4.mul(x, y),
  not: (_, x) => v128.not(x),
  and: (_, x, y) => v128.and(x, y),
  or: (_, x, y) => v128.or(x, y),
  xor: (_, x, y) => v128.xor(x, y),
  eq: (_, x, y) => i32x4.eq(x, y),
  ne: (_, x, y) => i32x4.ne(x, y),
} satisfies VectorTable;

const SIGNED = {
  abs: (_, x) => i32x4.abs(x),
  sign: (_, x) => i32x4.maxS(i32x4.minS(x, i32s(1)), i32s(-1)),
  div: quotient(true),
  rem: remainder(true),
  max: (_, x, y) => i32x4.maxS(x, y),
  min: (_, x, y) => i32x4.minS(x, y),
  lt: (_, x, y) => i32x4.ltS(x, y),
  le: (_, x, y) => i32x4.leS(x, y),
  gt: (_, x, y) => i32x4.gtS(x, y),
  ge: (_, x, y) => i32x4.geS(x, y),
} satisfies VectorTable;

const UNSIGNED = {
  abs: (_, x) => x,
  sign: (_, x) => i32x4.minU(x, i32s(1)),
  div: quotient(false),
  rem: remainder(false),
  max: (_, x, y) => i32x4.maxU(x, y),
  min: (_, x, y) => i32x4.minU(x, y),
  lt: (_, x, y) => i32x4.ltU(x, y),
  le: (_, x, y) => i32x4.leU(x, y),
  gt: (_, x, y) => i32x4.gtU(x, y),
  ge: (_, x, y) => i32x4.geU(x, y),
} satisfies VectorTable;

const counting = (width: 8 | 32): VectorTable => ({
  populationCount: populationCount(width),
  clz: leadingZeros(width),
});

/** Results still to be wrapped into the range of the type. */
export const INTEGERS: Readonly<Record<IntegerType, VectorTable>> = {
  int32: { ...COMMON, ...SIGNED, ...counting(32) },
  uint32: { ...COMMON, ...UNSIGNED, ...counting(32) },
  int8: { ...COMMON, ...SIGNED, ...counting(8) },
  uint8: { ...COMMON, ...UNSIGNED, ...counting(8) },
};

/** Booleans are masks; false is below true. */
export const BOOL: VectorTable = {
  and: COMMON.and,
  or: COMMON.or,
  xor: COMMON.xor,
  not: COMMON.not,
  max: COMMON.or,
  min: COMMON.and,
  eq: COMMON.eq,
  ne: COMMON.ne,
  lt: (_, x, y) => v128.andnot(y, x),
  gt: (_, x, y) => v128.andnot(x, y),
  le: (_, x, y) => v128.or(v128.not(x), y),
  ge: (_, x, y) => v128.or(x, v128.not(y)),
};

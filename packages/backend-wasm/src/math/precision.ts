/** The two float formats as vectors: one text of an algorithm serves both. */
import { f32x4, f64x2, i32, i32x4, i64x2, relaxed, v128, type V128 } from "../emit/index.js";
import { f32s, f64s, i32s, i64s } from "../lanes/constants.js";
import type { Scope } from "../lanes/value.js";

export interface Precision {
  readonly dtype: "float32" | "float64";
  /** Bits of the fraction, and what is added to exponents. */
  readonly mantissa: number;
  readonly bias: number;
  /** log 2 in two parts; products of the first with exponents are exact. */
  readonly ln2: readonly [number, number];
  /** Terms that a Taylor series needs: by the size of the argument, picked by hand from the remainder. */
  pick(float32: number, float64: number): number;
  of(value: number): V128;
  bits(value: bigint): V128;
  readonly add: (x: V128, y: V128) => V128;
  readonly sub: (x: V128, y: V128) => V128;
  readonly mul: (x: V128, y: V128) => V128;
  readonly div: (x: V128, y: V128) => V128;
  readonly min: (x: V128, y: V128) => V128;
  readonly max: (x: V128, y: V128) => V128;
  readonly abs: (x: V128) => V128;
  readonly neg: (x: V128) => V128;
  readonly sqrt: (x: V128) => V128;
  readonly nearest: (x: V128) => V128;
  readonly eq: (x: V128, y: V128) => V128;
  readonly ne: (x: V128, y: V128) => V128;
  readonly lt: (x: V128, y: V128) => V128;
  readonly le: (x: V128, y: V128) => V128;
  readonly gt: (x: V128, y: V128) => V128;
  readonly ge: (x: V128, y: V128) => V128;
  /** x·y + z, rounded once where that is allowed and faster. */
  multiplyAdd(scope: Scope, x: V128, y: V128, z: V128): V128;
  readonly addBits: (x: V128, y: V128) => V128;
  readonly subBits: (x: V128, y: V128) => V128;
  shiftLeft(x: V128, by: number): V128;
  shiftRight(x: V128, by: number): V128;
}

export const SINGLE: Precision = {
  dtype: "float32",
  mantissa: 23,
  bias: 127,
  ln2: [0.693359375, -2.1219444005469057e-4],
  pick: (float32) => float32,
  of: f32s,
  bits: (value) => i32s(Number(BigInt.asIntN(32, value))),
  ...f32x4,
  multiplyAdd: ({ fusedMultiplyAdd }, x, y, z) =>
    fusedMultiplyAdd ? relaxed.maddF32x4(x, y, z) : f32x4.add(f32x4.mul(x, y), z),
  addBits: i32x4.add,
  subBits: i32x4.sub,
  shiftLeft: (x, by) => i32x4.shl(x, i32.const(by)),
  shiftRight: (x, by) => i32x4.shrS(x, i32.const(by)),
};

export const DOUBLE: Precision = {
  dtype: "float64",
  mantissa: 52,
  bias: 1023,
  ln2: [0.6931471803691238, 1.9082149292705877e-10],
  pick: (_, float64) => float64,
  of: f64s,
  bits: i64s,
  ...f64x2,
  multiplyAdd: ({ fusedMultiplyAdd }, x, y, z) =>
    fusedMultiplyAdd ? relaxed.maddF64x2(x, y, z) : f64x2.add(f64x2.mul(x, y), z),
  addBits: i64x2.add,
  subBits: i64x2.sub,
  shiftLeft: (x, by) => i64x2.shl(x, i32.const(by)),
  shiftRight: (x, by) => i64x2.shrS(x, i32.const(by)),
};

/** What is added to a whole number so that its lowest bits are the number: 1.5 × 2^mantissa. */
const magic = (p: Precision): number => 1.5 * 2 ** p.mantissa;
const magicBits = (p: Precision): bigint =>
  (BigInt(p.bias + p.mantissa) << BigInt(p.mantissa)) | (1n << BigInt(p.mantissa - 1));

/** A whole number of moderate size as an integer of the same width, and back. */
export const toInteger = (p: Precision, whole: V128): V128 =>
  p.subBits(p.add(whole, p.of(magic(p))), p.bits(magicBits(p)));
export const fromInteger = (p: Precision, integer: V128): V128 =>
  p.sub(p.addBits(integer, p.bits(magicBits(p))), p.of(magic(p)));

/** 2^n, for exponents of normal numbers. */
export const powerOfTwo = (p: Precision, n: V128): V128 =>
  p.shiftLeft(p.addBits(n, p.bits(BigInt(p.bias))), p.mantissa);

/** x · 2^n in two steps, so that n may be that of a subnormal result or of an overflow. */
export function scale({ code }: Scope, p: Precision, x: V128, n: V128): V128 {
  const whole = code.let(n);
  const half = code.let(p.shiftRight(whole, 1));
  return p.mul(p.mul(x, powerOfTwo(p, half)), powerOfTwo(p, p.subBits(whole, half)));
}

/** c₀ + x (c₁ + x (c₂ + …)). */
export function polynomial(scope: Scope, p: Precision, x: V128, coefficients: readonly number[]): V128 {
  let sum = p.of(coefficients.at(-1) as number);
  for (let i = coefficients.length - 2; i >= 0; i--)
    sum = p.multiplyAdd(scope, scope.code.let(sum), x, p.of(coefficients[i] as number));
  return sum;
}

/** The first where the mask has ones, else the second. */
export const choose = (mask: V128, onTrue: V128, onFalse: V128): V128 => v128.bitselect(onTrue, onFalse, mask);

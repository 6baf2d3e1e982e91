/** Instructions on vectors of 128 bits, relaxed ones included. Source: WebAssembly Core Specification 3.0, §5.4 (vector instructions). */
import {
  applyWith,
  type Expr,
  type F32,
  type F64,
  type I32,
  type I64,
  type Opcode,
  type V128,
  type ValType,
} from "./expr.js";
import { binary, ternary, unary } from "./rows.js";

const simd = (code: number): Opcode => [0xfd, code];
/** Opcodes by name, all under the vector prefix. */
const vector = <N extends string>(codes: Readonly<Record<N, number>>): Record<N, Opcode> =>
  Object.fromEntries(Object.entries<number>(codes).map(([name, code]) => [name, simd(code)])) as Record<N, Opcode>;

const extract =
  <R extends ValType>(result: R, code: number) =>
  (x: V128, lane: number): Expr<R> =>
    applyWith(result, simd(code), [x], (out) => out.byte(lane));
const replace =
  <X extends ValType>(_: X, code: number) =>
  (x: V128, lane: number, value: Expr<X>): V128 =>
    applyWith("v128", simd(code), [x, value], (out) => out.byte(lane));
const splat = <X extends ValType>(_: X, code: number): ((x: Expr<X>) => V128) =>
  unary(_, "v128", { splat: simd(code) }).splat;
const shift = <N extends string>(codes: Readonly<Record<N, number>>): Record<N, (x: V128, by: I32) => V128> =>
  binary(["v128", "i32"], "v128", vector(codes));
const one = <N extends string>(codes: Readonly<Record<N, number>>): Record<N, (x: V128) => V128> =>
  unary("v128", "v128", vector(codes));
const two = <N extends string>(codes: Readonly<Record<N, number>>): Record<N, (x: V128, y: V128) => V128> =>
  binary(["v128", "v128"], "v128", vector(codes));
const three = <N extends string>(codes: Readonly<Record<N, number>>): Record<N, (x: V128, y: V128, z: V128) => V128> =>
  ternary("v128", "v128", vector(codes));
const test = <N extends string>(codes: Readonly<Record<N, number>>): Record<N, (x: V128) => I32> =>
  unary("v128", "i32", vector(codes));

/** A constant of 16 bytes, given as the elements of a typed array. */
const constant = (elements: ArrayBufferView): V128 =>
  applyWith("v128", simd(12), [], (out) =>
    out.raw(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength)),
  );

export const v128 = {
  const: constant,
  ...one({ not: 77 }),
  ...two({ and: 78, andnot: 79, or: 80, xor: 81 }),
  /** Bits of the first where the mask has ones, of the second elsewhere. */
  ...three({ bitselect: 82 }),
  ...test({ anyTrue: 83 }),
};

export const i8x16 = {
  splat: splat("i32", 15),
  extractLaneS: extract("i32", 21),
  extractLaneU: extract("i32", 22),
  replaceLane: replace("i32", 23),
  /** Sixteen bytes of two vectors, by number. */
  shuffle: (x: V128, y: V128, lanes: readonly number[]): V128 =>
    applyWith("v128", simd(13), [x, y], (out) => out.raw(lanes)),
  ...two({ swizzle: 14, eq: 35, ne: 36, add: 110, sub: 113, narrowI16x8S: 101, narrowI16x8U: 102 }),
  ...one({ popcnt: 98, abs: 96, neg: 97 }),
  ...test({ allTrue: 99, bitmask: 100 }),
};

export const i16x8 = {
  splat: splat("i32", 16),
  extractLaneS: extract("i32", 24),
  extractLaneU: extract("i32", 25),
  ...two({ add: 142, sub: 145, mul: 149, narrowI32x4S: 133, narrowI32x4U: 134 }),
  ...one({ extendLowI8x16S: 135, extendHighI8x16S: 136, extendLowI8x16U: 137, extendHighI8x16U: 138 }),
  ...one({ extaddPairwiseI8x16S: 124, extaddPairwiseI8x16U: 125 }),
  ...shift({ shl: 139, shrS: 140, shrU: 141 }),
};

export const i32x4 = {
  splat: splat("i32", 17),
  extractLane: extract("i32", 27),
  replaceLane: replace("i32", 28),
  ...two({ eq: 55, ne: 56, ltS: 57, ltU: 58, gtS: 59, gtU: 60, leS: 61, leU: 62, geS: 63, geU: 64 }),
  ...two({ add: 174, sub: 177, mul: 181, minS: 182, minU: 183, maxS: 184, maxU: 185, dotI16x8S: 186 }),
  ...one({ abs: 160, neg: 161, truncSatF32x4S: 248, truncSatF32x4U: 249 }),
  ...one({ truncSatF64x2SZero: 252, truncSatF64x2UZero: 253 }),
  ...one({ extendLowI16x8S: 167, extendHighI16x8S: 168, extendLowI16x8U: 169, extendHighI16x8U: 170 }),
  ...one({ extaddPairwiseI16x8S: 126, extaddPairwiseI16x8U: 127 }),
  ...shift({ shl: 171, shrS: 172, shrU: 173 }),
  ...test({ allTrue: 163, bitmask: 164 }),
};

export const i64x2 = {
  splat: splat("i64", 18),
  extractLane: extract("i64", 29) as (x: V128, lane: number) => I64,
  replaceLane: replace("i64", 30),
  ...two({ eq: 214, ne: 215, ltS: 216, gtS: 217, leS: 218, geS: 219, add: 206, sub: 209, mul: 213 }),
  ...two({ extmulLowI32x4S: 220, extmulHighI32x4S: 221, extmulLowI32x4U: 222, extmulHighI32x4U: 223 }),
  ...one({ abs: 192, neg: 193 }),
  ...one({ extendLowI32x4S: 199, extendHighI32x4S: 200, extendLowI32x4U: 201, extendHighI32x4U: 202 }),
  ...shift({ shl: 203, shrS: 204, shrU: 205 }),
  ...test({ allTrue: 195, bitmask: 196 }),
};

export const f32x4 = {
  splat: splat("f32", 19),
  extractLane: extract("f32", 31) as (x: V128, lane: number) => F32,
  replaceLane: replace("f32", 32),
  ...one({ ceil: 103, floor: 104, trunc: 105, nearest: 106, abs: 224, neg: 225, sqrt: 227 }),
  ...two({ eq: 65, ne: 66, lt: 67, gt: 68, le: 69, ge: 70 }),
  ...two({ add: 228, sub: 229, mul: 230, div: 231, min: 232, max: 233, pmin: 234, pmax: 235 }),
  ...one({ convertI32x4S: 250, convertI32x4U: 251, demoteF64x2Zero: 94 }),
};

export const f64x2 = {
  splat: splat("f64", 20),
  extractLane: extract("f64", 33) as (x: V128, lane: number) => F64,
  replaceLane: replace("f64", 34),
  ...one({ ceil: 116, floor: 117, trunc: 122, nearest: 148, abs: 236, neg: 237, sqrt: 239 }),
  ...two({ eq: 71, ne: 72, lt: 73, gt: 74, le: 75, ge: 76 }),
  ...two({ add: 240, sub: 241, mul: 242, div: 243, min: 244, max: 245, pmin: 246, pmax: 247 }),
  ...one({ convertLowI32x4S: 254, convertLowI32x4U: 255, promoteLowF32x4: 95 }),
};

/** Results of these may differ between machines: products and sums rounded once or twice. */
export const relaxed = {
  ...three({ maddF32x4: 0x105, nmaddF32x4: 0x106, maddF64x2: 0x107, nmaddF64x2: 0x108 }),
  ...three({ laneselectI32x4: 0x10b, laneselectI64x2: 0x10c }),
};

/** Instructions on i32, i64, f32 and f64. Source: WebAssembly Core Specification 2.0, §5.4. */
import { applyWith, type F32, type F64, type I32, type I64 } from "./expr.js";
import { binary, unary } from "./rows.js";

export const i32 = {
  const: (value: number): I32 => applyWith("i32", 0x41, [], (out) => out.i32(value)),
  ...unary("i32", "i32", { eqz: 0x45, clz: 0x67, ctz: 0x68, popcnt: 0x69, extend8S: 0xc0, extend16S: 0xc1 }),
  ...binary(["i32", "i32"], "i32", {
    eq: 0x46,
    ne: 0x47,
    ltS: 0x48,
    ltU: 0x49,
    gtS: 0x4a,
    gtU: 0x4b,
    leS: 0x4c,
    leU: 0x4d,
    geS: 0x4e,
    geU: 0x4f,
    add: 0x6a,
    sub: 0x6b,
    mul: 0x6c,
    divS: 0x6d,
    divU: 0x6e,
    remS: 0x6f,
    remU: 0x70,
    and: 0x71,
    or: 0x72,
    xor: 0x73,
    shl: 0x74,
    shrS: 0x75,
    shrU: 0x76,
    rotl: 0x77,
    rotr: 0x78,
  }),
  ...unary("i64", "i32", { wrapI64: 0xa7, eqzI64: 0x50 }),
  ...unary("f32", "i32", { reinterpretF32: 0xbc, truncSatF32S: [0xfc, 0], truncSatF32U: [0xfc, 1] }),
  ...unary("f64", "i32", { truncSatF64S: [0xfc, 2], truncSatF64U: [0xfc, 3] }),
};

export const i64 = {
  const: (value: bigint): I64 => applyWith("i64", 0x42, [], (out) => out.i64(value)),
  ...unary("i64", "i64", { clz: 0x79, ctz: 0x7a, popcnt: 0x7b }),
  ...binary(["i64", "i64"], "i64", {
    add: 0x7c,
    sub: 0x7d,
    mul: 0x7e,
    divS: 0x7f,
    divU: 0x80,
    remS: 0x81,
    remU: 0x82,
    and: 0x83,
    or: 0x84,
    xor: 0x85,
    shl: 0x86,
    shrS: 0x87,
    shrU: 0x88,
    rotl: 0x89,
    rotr: 0x8a,
  }),
  ...binary(["i64", "i64"], "i32", {
    eq: 0x51,
    ne: 0x52,
    ltS: 0x53,
    ltU: 0x54,
    gtS: 0x55,
    gtU: 0x56,
    leS: 0x57,
    leU: 0x58,
    geS: 0x59,
    geU: 0x5a,
  }),
  ...unary("i32", "i64", { extendI32S: 0xac, extendI32U: 0xad }),
  ...unary("f64", "i64", { reinterpretF64: 0xbd }),
};

const FLOAT_COMPARE_F32 = { eq: 0x5b, ne: 0x5c, lt: 0x5d, gt: 0x5e, le: 0x5f, ge: 0x60 } as const;
const FLOAT_COMPARE_F64 = { eq: 0x61, ne: 0x62, lt: 0x63, gt: 0x64, le: 0x65, ge: 0x66 } as const;

export const f32 = {
  const: (value: number): F32 => applyWith("f32", 0x43, [], (out) => out.f32(value)),
  ...unary("f32", "f32", { abs: 0x8b, neg: 0x8c, ceil: 0x8d, floor: 0x8e, trunc: 0x8f, nearest: 0x90, sqrt: 0x91 }),
  ...binary(["f32", "f32"], "f32", {
    add: 0x92,
    sub: 0x93,
    mul: 0x94,
    div: 0x95,
    min: 0x96,
    max: 0x97,
    copysign: 0x98,
  }),
  ...binary(["f32", "f32"], "i32", FLOAT_COMPARE_F32),
  ...unary("i32", "f32", { convertI32S: 0xb2, convertI32U: 0xb3, reinterpretI32: 0xbe }),
  ...unary("f64", "f32", { demoteF64: 0xb6 }),
};

export const f64 = {
  const: (value: number): F64 => applyWith("f64", 0x44, [], (out) => out.f64(value)),
  ...unary("f64", "f64", { abs: 0x99, neg: 0x9a, ceil: 0x9b, floor: 0x9c, trunc: 0x9d, nearest: 0x9e, sqrt: 0x9f }),
  ...binary(["f64", "f64"], "f64", {
    add: 0xa0,
    sub: 0xa1,
    mul: 0xa2,
    div: 0xa3,
    min: 0xa4,
    max: 0xa5,
    copysign: 0xa6,
  }),
  ...binary(["f64", "f64"], "i32", FLOAT_COMPARE_F64),
  ...unary("i32", "f64", { convertI32S: 0xb7, convertI32U: 0xb8 }),
  ...unary("i64", "f64", { convertI64S: 0xb9, convertI64U: 0xba, reinterpretI64: 0xbf }),
  ...unary("f32", "f64", { promoteF32: 0xbb }),
};

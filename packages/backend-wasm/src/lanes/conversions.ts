/** Conversions between element types, and reading the bits of one as another. Floats saturate, integers wrap, what is not 0 is true. */
import { f32x4, f64x2, i32x4, v128, type V128 } from "../emit/index.js";
import { f32s, f64s, i32s } from "./constants.js";
import { float64ToWords, wordsToFloat64, wrapWords, type IntegerType } from "./integers.js";
import { lowHalves, lowWords, upperHalf, type Scope, type Value, type WasmDType } from "./value.js";

/** Four float32 as two pairs of float64, and back. */
export const promote = (x: V128): [V128, V128] => [f64x2.promoteLowF32x4(x), f64x2.promoteLowF32x4(upperHalf(x))];
export const demote = (low: V128, high: V128): V128 =>
  lowHalves(f32x4.demoteF64x2Zero(low), f32x4.demoteF64x2Zero(high));

const RANGE: Readonly<Partial<Record<WasmDType, readonly [number, number]>>> = { int8: [-128, 127], uint8: [0, 255] };
const clampWords = (to: IntegerType, words: V128): V128 => {
  const range = RANGE[to];
  return range === undefined ? words : i32x4.minS(i32x4.maxS(words, i32s(range[0])), i32s(range[1]));
};

function fromFloat32(x: V128, to: WasmDType): V128[] {
  if (to === "float64") return promote(x);
  if (to === "bool") return [f32x4.ne(x, f32s(0))];
  if (to === "uint32") return [i32x4.truncSatF32x4U(x)];
  return [clampWords(to as IntegerType, i32x4.truncSatF32x4S(x))];
}

function fromFloat64([low, high]: readonly [V128, V128], to: WasmDType): V128[] {
  if (to === "float32") return [demote(low, high)];
  if (to === "bool") return [lowWords(f64x2.ne(low, f64s(0)), f64x2.ne(high, f64s(0)))];
  return [clampWords(to as IntegerType, float64ToWords([low, high], to !== "uint32"))];
}

function fromWords(x: V128, from: WasmDType, to: WasmDType): V128[] {
  const numbers = from === "bool" ? i32x4.neg(x) : x;
  const signed = from !== "uint32";
  if (to === "float64") return wordsToFloat64(numbers, signed);
  if (to === "float32") return [signed ? f32x4.convertI32x4S(numbers) : f32x4.convertI32x4U(numbers)];
  if (to === "bool") return [i32x4.ne(x, i32s(0))];
  return [from === "bool" ? numbers : wrapWords(to as IntegerType, numbers)];
}

export function convert({ code }: Scope, x: Value, to: WasmDType): readonly V128[] {
  if (x.dtype === to) return x.parts;
  const [first = v128.not(i32s(0)), second = first] = x.parts.map((part) => code.let(part));
  if (x.dtype === "float32") return fromFloat32(first, to);
  return x.dtype === "float64" ? fromFloat64([first, second], to) : fromWords(first, x.dtype, to);
}

/** `undefined` where the widths differ. */
export function reinterpret(x: Value, to: WasmDType): readonly V128[] | undefined {
  if (x.dtype === to) return x.parts;
  const words: readonly WasmDType[] = ["int32", "uint32", "float32"];
  if (words.includes(x.dtype) && words.includes(to)) return x.parts;
  const bytes: readonly WasmDType[] = ["int8", "uint8"];
  return bytes.includes(x.dtype) && bytes.includes(to) ? [wrapWords(to as IntegerType, x.parts[0] as V128)] : undefined;
}

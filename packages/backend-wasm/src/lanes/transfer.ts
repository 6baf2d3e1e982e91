/** Four elements between memory and values: next to each other, all the same, or a stride apart. */
import { f32x4, f64x2, i8x16, i16x8, i32, i32x4, load, loadLane, store, storeLane, v128 } from "../emit/index.js";
import type { I32, Statement, V128 } from "../emit/index.js";
import { byteSize, upperHalf, type Scope, type Value, type WasmDType } from "./value.js";

const ZERO = v128.const(new Int32Array(4));

/** Bytes that were loaded into the low four lanes of a vector, as the int32 that values hold. */
function widenBytes(dtype: WasmDType, bytes: V128): V128 {
  if (dtype === "int8") return i32x4.extendLowI16x8S(i16x8.extendLowI8x16S(bytes));
  const words = i32x4.extendLowI16x8U(i16x8.extendLowI8x16U(bytes));
  return dtype === "bool" ? i32x4.ne(words, ZERO) : words;
}

/** The elements at an address and the three after it. Reading may go past the last element, never past the padding. */
export function loadNext(dtype: WasmDType, address: I32, offset = 0): readonly V128[] {
  if (dtype === "float64") return [load.v128(address, offset), load.v128(address, offset + 16)];
  return byteSize(dtype) === 4 ? [load.v128(address, offset)] : [widenBytes(dtype, load.zero32(address, offset))];
}

/** One element in every lane. */
export function loadSame({ code }: Scope, dtype: WasmDType, address: I32): readonly V128[] {
  if (dtype === "float64") {
    const part = code.let(load.splat64(address));
    return [part, part];
  }
  return byteSize(dtype) === 4 ? [load.splat32(address)] : [widenBytes(dtype, load.splat8(address))];
}

/** Four elements, `stride` elements apart. `count` lanes are read, so that nothing beyond them needs to exist. */
export function loadStrided(dtype: WasmDType, address: I32, stride: number, count = 4): readonly V128[] {
  const size = byteSize(dtype);
  const at = (lane: number): I32 => i32.add(address, i32.const(lane * stride * size));
  const gather = (lanes: readonly number[], from: keyof typeof loadLane): V128 =>
    lanes.reduce<V128>((into, lane, i) => (lane < count ? loadLane[from](at(lane), into, i) : into), ZERO);
  if (dtype === "float64") return [gather([0, 1], "i64"), gather([2, 3], "i64")];
  return size === 4 ? [gather([0, 1, 2, 3], "i32")] : [widenBytes(dtype, gather([0, 1, 2, 3], "i8"))];
}

/** Values as they lie in memory: bytes packed into the low lanes, booleans as 0 and 1. */
export function packed({ dtype, parts }: Value): readonly V128[] {
  if (byteSize(dtype) !== 1) return parts;
  const [words = ZERO] = parts;
  const numbers = dtype === "bool" ? i32x4.neg(words) : words;
  const halves = i16x8.narrowI32x4S(numbers, numbers);
  return [dtype === "int8" ? i8x16.narrowI16x8S(halves, halves) : i8x16.narrowI16x8U(halves, halves)];
}

/** Writes the first `count` lanes next to each other. */
export function storeNext(value: Value, address: I32, count = 4, offset = 0): Statement[] {
  const parts = packed(value);
  const [first = ZERO, second = first] = parts;
  if (value.dtype === "float64")
    return [0, 1, 2, 3].slice(0, count).flatMap((lane): Statement[] => {
      const part = lane < 2 ? first : second;
      const place = offset + 8 * lane;
      const whole = (lane & ~1) + 2 <= count;
      if (whole) return lane % 2 === 0 ? [store.v128(address, part, place)] : [];
      return [storeLane.i64(address, part, lane % 2, place)];
    });
  if (byteSize(value.dtype) === 4)
    return count === 4
      ? [store.v128(address, first, offset)]
      : [0, 1, 2].slice(0, count).map((lane) => storeLane.i32(address, first, lane, offset + 4 * lane));
  return count === 4
    ? [storeLane.i32(address, first, 0, offset)]
    : [0, 1, 2].slice(0, count).map((lane) => storeLane.i8(address, first, lane, offset + lane));
}

/** The numbers `start + lane × step`, as values of a type; whole numbers wrap into small integers. */
export function coordinates(dtype: WasmDType, start: I32, step: number): readonly V128[] {
  const ramp = v128.const(new Int32Array([0, step, 2 * step, 3 * step]));
  const words = i32x4.add(i32x4.splat(start), ramp);
  if (dtype === "float32") return [f32x4.convertI32x4S(words)];
  if (dtype === "float64") {
    return [f64x2.convertLowI32x4S(words), f64x2.convertLowI32x4S(upperHalf(words))];
  }
  if (dtype === "int8") return [i32x4.shrS(i32x4.shl(words, i32.const(24)), i32.const(24))];
  if (dtype === "uint8") return [v128.and(words, v128.const(new Int32Array(4).fill(255)))];
  return [words];
}

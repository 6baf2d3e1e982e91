/** Constants as values: every lane the same. */
import { toElement } from "@fluxion/core";
import { v128, type V128 } from "../emit/index.js";
import type { Value, WasmDType } from "./value.js";

const vectors: Readonly<Record<WasmDType, (x: number) => V128>> = {
  bool: (x) => v128.const(new Int32Array(4).fill(x === 0 ? 0 : -1)),
  int8: (x) => v128.const(new Int32Array(4).fill(x)),
  uint8: (x) => v128.const(new Int32Array(4).fill(x)),
  int32: (x) => v128.const(new Int32Array(4).fill(x)),
  uint32: (x) => v128.const(new Uint32Array(4).fill(x)),
  float32: (x) => v128.const(new Float32Array(4).fill(x)),
  float64: (x) => v128.const(new Float64Array(2).fill(x)),
};

/** A constant; integers saturate, float32 rounds. */
export function literal(value: number, dtype: WasmDType): Value {
  const element = dtype === "float32" ? Math.fround(value) : toElement(value, dtype);
  const part = vectors[dtype](element);
  return { dtype, value: element, parts: dtype === "float64" ? [part, part] : [part] };
}

export const f32s = (x: number): V128 => vectors.float32(x);
export const f64s = (x: number): V128 => vectors.float64(x);
export const i32s = (x: number): V128 => vectors.int32(x);
export const i64s = (x: bigint): V128 => v128.const(new BigInt64Array(2).fill(x));

/** Typed arrays over the memory. They detach when it grows, so they are made anew each time. */
import { sizeOf, type ArrayType, type DType, type TypedArray } from "@fluxion/core";
import type { WasmMemory } from "../engine/webassembly.js";

type Make = new (buffer: ArrayBuffer, offset: number, length: number) => TypedArray;
const MAKERS: Readonly<Partial<Record<DType, Make>>> = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
};

export function viewOf(memory: WasmMemory, { dtype, shape }: ArrayType, address: number): TypedArray {
  const make = MAKERS[dtype];
  if (make === undefined) throw new Error(`${dtype} arrays do not live in this memory`);
  return new make(memory.buffer, address, sizeOf(shape));
}

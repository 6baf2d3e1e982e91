/** The WebAssembly backend: whole programs as one module each. */
import type { ArrayType, Backend, TypedArray } from "@fluxion/core";
import { compile, NAME } from "./compile.js";
import { Heap, type WasmBuffer } from "./memory/heap.js";
import { makePages, PAGE } from "./memory/pages.js";

export interface WasmOptions {
  /** The same bits on every machine, at some cost: no fused multiply-add. */
  readonly deterministic?: boolean;
}

/**
 * A backend with a memory of its own.
 * @throws DeviceError where the host has no WebAssembly
 */
export function wasm({ deterministic = false }: WasmOptions = {}): Backend {
  const heap = new Heap(makePages(16 * PAGE), PAGE);
  const backend: Backend = {
    name: NAME,
    dtypes: ["bool", "int8", "uint8", "int32", "uint32", "float32", "float64"],
    compile: compile(heap, { deterministic, backend: () => backend }),
    upload: (data: TypedArray, type: ArrayType) => heap.upload(data, type),
    read: async (buffer) => heap.read(buffer as WasmBuffer),
    readSync: (buffer) => heap.read(buffer as WasmBuffer),
    free: (buffer) => heap.dispose(buffer as WasmBuffer),
  };
  return backend;
}

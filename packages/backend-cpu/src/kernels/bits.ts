/** The same memory, seen as one of the four kinds of array that loops which only move elements ever meet. */
import type { TypedArray } from "@fluxion/core";

/**
 * Moving and adding do not depend on the sign of integers, so two of the six kinds need not be told apart. It matters: a loop that has
 * met five kinds of array is compiled without knowledge of any and runs 20 times slower.
 */
export function bits(x: TypedArray): TypedArray {
  if (x instanceof Uint32Array) return new Int32Array(x.buffer, x.byteOffset, x.length);
  if (x instanceof Int8Array) return new Uint8Array(x.buffer, x.byteOffset, x.length);
  return x;
}

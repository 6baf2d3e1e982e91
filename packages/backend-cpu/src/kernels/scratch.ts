/** Scratch memory of kernels: kept between calls while small, since making and clearing it costs more than small kernels do. */
import type { TypedArray } from "@fluxion/core";

const LARGEST_KEPT = 1 << 18;

/** Gives an array of at least the length asked for, with any contents, until it is asked again: one owner for each purpose. */
export function scratch<T extends TypedArray>(make: new (length: number) => T): (length: number) => T {
  let kept = new make(0);
  return (length) => {
    if (length <= kept.length) return kept;
    const made = new make(length);
    if (length <= LARGEST_KEPT) kept = made;
    return made;
  };
}

/** Scratch of the same kind as a given array. */
export function scratchLike(): (like: TypedArray, length: number) => TypedArray {
  const float32 = scratch(Float32Array);
  const float64 = scratch(Float64Array);
  return (like, length) => {
    if (like instanceof Float32Array) return float32(length);
    if (like instanceof Float64Array) return float64(length);
    return new (like.constructor as new (length: number) => TypedArray)(length);
  };
}

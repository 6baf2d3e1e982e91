/** Zeros of both signs are equal to sort, so they stay in the order they came in; as words they are one, so the order is restored. */
import type { TypedArray } from "@fluxion/core";
import { patterns } from "./words.js";

const NEGATIVE_ZERO = -0x80000000;

/** Of float32 arrays only: others are not sorted as words alone. */
export function hasNegativeZero(x: TypedArray): boolean {
  return x instanceof Float32Array && patterns(x).includes(NEGATIVE_ZERO);
}

/** Writes the zeros of a line of `x` over those of the sorted line. */
export function keepZeros(x: TypedArray, sorted: TypedArray, from: number, step: number, n: number): void {
  let low = 0;
  for (let high = n; low < high;) {
    const middle = (low + high) >> 1;
    if (sorted[from + middle * step] < 0) low = middle + 1;
    else high = middle;
  }
  let to = from + low * step;
  if (low === n || sorted[to] !== 0) return;
  for (let i = 0, at = from; i < n; i++, at += step) {
    if (x[at] !== 0) continue;
    sorted[to] = x[at];
    to += step;
  }
}

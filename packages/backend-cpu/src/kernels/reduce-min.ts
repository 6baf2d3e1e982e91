/** Minimum over axes; NaN wins, and of nothing it is the highest value of the element type. */
import { isFloat, type DType, type TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { highest } from "./limits.js";
import { isNarrow, reduction, type Axes, type Fold } from "./reduction.js";

export const minFold = (dtype: DType): Fold => {
  const identity = highest(dtype);
  const line = isFloat(dtype) ? minOfFloats : minOfIntegers;
  const row = isFloat(dtype) ? minRowOfFloats : minRowOfIntegers;
  return (x, out, stage) => {
    const { outer, length, inner } = stage;
    const narrow = isNarrow(stage);
    if (!narrow) out.fill(identity, 0, outer * inner);
    for (let i = 0; i < outer; i++) {
      if (narrow) for (let j = 0; j < inner; j++) out[i * inner + j] = line(x, i * length * inner + j, inner, length, identity);
      else for (let j = 0; j < length; j++) row(x, (i * length + j) * inner, out, i * inner, inner);
    }
  };
};

/** Four at a time, so that comparisons overlap. */
function minOfFloats(x: TypedArray, from: number, step: number, n: number, identity: number): number {
  let a = identity;
  let b = identity;
  let c = identity;
  let d = identity;
  let i = 0;
  let at = from;
  for (; i < n - 3; i += 4) {
    a = Math.min(a, x[at]);
    b = Math.min(b, x[at + step]);
    c = Math.min(c, x[at + 2 * step]);
    d = Math.min(d, x[at + 3 * step]);
    at += 4 * step;
  }
  for (; i < n; i++, at += step) a = Math.min(a, x[at]);
  return Math.min(Math.min(a, b), Math.min(c, d));
}

function minRowOfFloats(x: TypedArray, from: number, out: TypedArray, to: number, width: number): void {
  for (let i = 0; i < width; i++) out[to + i] = Math.min(out[to + i], x[from + i]);
}

function minOfIntegers(x: TypedArray, from: number, step: number, n: number, identity: number): number {
  let result = identity;
  for (let i = 0, at = from; i < n; i++, at += step) if (x[at] < result) result = x[at];
  return result;
}

function minRowOfIntegers(x: TypedArray, from: number, out: TypedArray, to: number, width: number): void {
  for (let i = 0; i < width; i++) if (x[from + i] < out[to + i]) out[to + i] = x[from + i];
}

export const reduceMin: Kernel<Axes> = reduction(minFold);

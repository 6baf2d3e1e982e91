/** Minimum over axes; NaN wins, and of nothing it is the highest value of the element type. */
import { isFloat, type DType, type TypedArray } from "@fluxion/core";
import { minLine32, minRow32, minRows32 } from "./extremes-float32.js";
import { minLine64, minRow64, minRows64 } from "./extremes-float64.js";
import type { Kernel } from "./kernel.js";
import { highest } from "./limits.js";
import { eachLine, isNarrow, reduction, type Axes, type Fold, type Stage } from "./reduction.js";
import { scratch } from "./scratch.js";
import { settled, settleZero } from "./signed-zero.js";

const bestOf = scratch(Float64Array);
const minOfFloats32 = /* @__PURE__ */ settled(-0, minLine32);
const minOfFloats64 = /* @__PURE__ */ settled(-0, minLine64);

export const minFold = (dtype: DType): Fold => {
  const identity = highest(dtype);
  const foldRows = isFloat(dtype) ? foldFloats : foldIntegers;
  return (x, out, stage) => {
    const line = !isFloat(dtype) ? minOfIntegers : x instanceof Float32Array ? minOfFloats32 : minOfFloats64;
    if (isNarrow(stage)) eachLine(line, x, out, stage, identity);
    else foldRows(x, out, stage, identity);
  };
};

function foldFloats(x: TypedArray, out: TypedArray, { outer, length, inner }: Stage, identity: number): void {
  const four = x instanceof Float32Array ? minRows32 : minRows64;
  const one = x instanceof Float32Array ? minRow32 : minRow64;
  const best = bestOf(inner);
  for (let i = 0; i < outer; i++) {
    best.fill(identity, 0, inner);
    let row = i * length;
    const end = row + length;
    for (; row + 4 <= end; row += 4) four(x, row * inner, inner, best, inner);
    for (; row < end; row++) one(x, row * inner, best, inner);
    for (let k = 0; k < inner; k++)
      out[i * inner + k] = settleZero(-0, best[k], x, i * length * inner + k, inner, length);
  }
}

function foldIntegers(x: TypedArray, out: TypedArray, { outer, length, inner }: Stage, identity: number): void {
  out.fill(identity, 0, outer * inner);
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < length; j++) rowOfIntegers(x, (i * length + j) * inner, out, i * inner, inner);
  }
}

function minOfIntegers(x: TypedArray, from: number, step: number, n: number, identity: number): number {
  let result = identity;
  for (let i = 0, at = from; i < n; i++, at += step) if (x[at] < result) result = x[at];
  return result;
}

function rowOfIntegers(x: TypedArray, from: number, out: TypedArray, to: number, width: number): void {
  for (let i = 0; i < width; i++) if (x[from + i] < out[to + i]) out[to + i] = x[from + i];
}

export const reduceMin: Kernel<Axes> = reduction(minFold);

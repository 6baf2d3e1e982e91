/** Sums of integers, which wrap around; their order does not matter. */
import type { TypedArray } from "@fluxion/core";
import { eachLine, isNarrow, type Fold } from "./reduction.js";
import { scratch } from "./scratch.js";

const row = scratch(Int32Array);

export const sumIntegers: Fold = (x, out, stage) => {
  const { outer, length, inner } = stage;
  if (isNarrow(stage)) return eachLine(sumLine, x, out, stage, 0);
  const sums = row(inner);
  for (let i = 0; i < outer; i++) {
    sums.fill(0, 0, inner);
    for (let j = 0; j < length; j++) addRow(x, (i * length + j) * inner, sums, inner);
    for (let k = 0; k < inner; k++) out[i * inner + k] = sums[k];
  }
};

function sumLine(x: TypedArray, from: number, step: number, n: number): number {
  let sum = 0;
  for (let i = 0, at = from; i < n; i++, at += step) sum = (sum + x[at]) | 0;
  return sum;
}

function addRow(x: TypedArray, from: number, sums: Int32Array, width: number): void {
  for (let i = 0; i < width; i++) sums[i] += x[from + i];
}

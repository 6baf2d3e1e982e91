/** Index of the greatest and of the least element along an axis: the first of equals, and the first NaN before all. */
import { sizeOf, type Shape, type TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { scratch } from "./scratch.js";

interface Axis {
  readonly axis: number;
}

const extremes = scratch(Float64Array);
const widened = scratch(Float64Array);

/** Integers are widened first: the loops below meet no more than three kinds of array. */
const asNumbers = (x: TypedArray): TypedArray => {
  if (x instanceof Float32Array || x instanceof Float64Array || x instanceof Int32Array) return x;
  const numbers = widened(x.length);
  numbers.set(x);
  return numbers;
};

type Search = (x: TypedArray, from: number, length: number, inner: number, out: TypedArray, to: number) => void;

const along = (shape: Shape, axis: number, search: Search): ((buffers: readonly TypedArray[]) => void) => {
  const length = shape[axis];
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  return (buffers) => {
    const x = asNumbers(buffers[0]);
    for (let i = 0; i < outer; i++) search(x, i * length * inner, length, inner, buffers[1], i * inner);
  };
};

export const argmax: Kernel<Axis> = ([{ shape }], _, { axis }) => along(shape, axis, greatest);
export const argmin: Kernel<Axis> = ([{ shape }], _, { axis }) => along(shape, axis, least);

function greatest(x: TypedArray, from: number, length: number, inner: number, out: TypedArray, to: number): void {
  if (inner === 1) {
    out[to] = greatestOfLine(x, from, length);
    return;
  }
  const best = extremes(inner);
  best.fill(-Infinity, 0, inner);
  out.fill(0, to, to + inner);
  for (let i = 0; i < length; i++) greatestOfRow(x, from + i * inner, inner, i, best, out, to);
}

function greatestOfLine(x: TypedArray, from: number, length: number): number {
  let best = -Infinity;
  let index = 0;
  for (let i = 0; i < length; i++) {
    const value = x[from + i];
    if (value <= best) continue;
    if (value !== value) return i;
    best = value;
    index = i;
  }
  return index;
}

function greatestOfRow(
  x: TypedArray,
  from: number,
  inner: number,
  row: number,
  best: Float64Array,
  out: TypedArray,
  to: number,
): void {
  for (let j = 0; j < inner; j++) {
    const value = x[from + j];
    const known = best[j];
    if (value <= known || known !== known) continue;
    best[j] = value;
    out[to + j] = row;
  }
}

function least(x: TypedArray, from: number, length: number, inner: number, out: TypedArray, to: number): void {
  if (inner === 1) {
    out[to] = leastOfLine(x, from, length);
    return;
  }
  const best = extremes(inner);
  best.fill(Infinity, 0, inner);
  out.fill(0, to, to + inner);
  for (let i = 0; i < length; i++) leastOfRow(x, from + i * inner, inner, i, best, out, to);
}

function leastOfLine(x: TypedArray, from: number, length: number): number {
  let best = Infinity;
  let index = 0;
  for (let i = 0; i < length; i++) {
    const value = x[from + i];
    if (value >= best) continue;
    if (value !== value) return i;
    best = value;
    index = i;
  }
  return index;
}

function leastOfRow(
  x: TypedArray,
  from: number,
  inner: number,
  row: number,
  best: Float64Array,
  out: TypedArray,
  to: number,
): void {
  for (let j = 0; j < inner; j++) {
    const value = x[from + j];
    const known = best[j];
    if (value >= known || known !== known) continue;
    best[j] = value;
    out[to + j] = row;
  }
}

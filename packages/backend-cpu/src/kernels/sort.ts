/** Sort: all operands by the first ones, lexicographically and stable; NaN last, -0 equal to 0. */
import { sizeOf, type ArrayType, type TypedArray } from "@fluxion/core";
import { bits } from "./bits.js";
import type { Kernel, Run } from "./kernel.js";
import { encodersOf, sortOrder } from "./order.js";
import { sortWords } from "./radix.js";
import { scratch } from "./scratch.js";
import { decode, encoder, wordsOf } from "./words.js";

export interface SortParams {
  readonly axis: number;
  readonly keys: number;
}

const orderScratch = scratch(Int32Array);
const wordsScratch = scratch(Uint32Array);

/** Calls back with the first element of every line along an axis. */
function lines(
  { shape }: ArrayType,
  axis: number,
): { length: number; step: number; each: (visit: (from: number) => void) => void } {
  const length = shape[axis];
  const step = sizeOf(shape.slice(axis + 1));
  const outer = length === 0 ? 0 : sizeOf(shape.slice(0, axis));
  const each = (visit: (from: number) => void): void => {
    for (let i = 0; i < outer; i++) for (let j = 0; j < step; j++) visit(i * length * step + j);
  };
  return { length, step, each };
}

export const sort: Kernel<SortParams> = (inputs, _, { axis, keys }) =>
  inputs.length === 1 && wordsOf(inputs[0].dtype) === 1 ? sortAlone(inputs[0], axis) : sortTogether(inputs, axis, keys);

/** One operand whose elements are one word each: only words move. */
function sortAlone(type: ArrayType, axis: number): Run {
  const { length, step, each } = lines(type, axis);
  return (buffers) => {
    const x = buffers[0];
    const out = buffers[1];
    const encode = encoder(x, 0);
    const words = wordsScratch(length);
    each((from) => {
      encode(from, step, length, words);
      sortWords(words, length);
      decode(words, length, out, from, step);
      if (x instanceof Float32Array) keepZeros(x, out, from, step, length);
    });
  };
}

/** Zeros of both signs are equal, so they stay in the order they came in. */
function keepZeros(x: Float32Array, out: TypedArray, from: number, step: number, n: number): void {
  let low = 0;
  for (let high = n; low < high;) {
    const middle = (low + high) >> 1;
    if (out[from + middle * step] < 0) low = middle + 1;
    else high = middle;
  }
  let to = from + low * step;
  if (low === n || out[to] !== 0) return;
  for (let i = 0, at = from; i < n; i++, at += step) {
    if (x[at] !== 0) continue;
    out[to] = x[at];
    to += step;
  }
}

function sortTogether(inputs: readonly ArrayType[], axis: number, keys: number): Run {
  const { length, step, each } = lines(inputs[0], axis);
  return (buffers) => {
    const encoders = encodersOf(buffers.slice(0, keys));
    const moved = buffers.map(bits);
    const order = orderScratch(length);
    each((from) => {
      sortOrder(encoders, from, step, length, order);
      for (let i = 0; i < inputs.length; i++) reorder(moved[i], moved[inputs.length + i], order, from, step, length);
    });
  };
}

function reorder(x: TypedArray, out: TypedArray, order: Int32Array, from: number, step: number, n: number): void {
  for (let i = 0, to = from; i < n; i++, to += step) out[to] = x[from + order[i] * step];
}

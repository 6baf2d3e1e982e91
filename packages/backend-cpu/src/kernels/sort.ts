/** Sort: all operands by the first ones, lexicographically and stable; NaN last, -0 equal to 0. */
import { sizeOf, type ArrayType, type TypedArray } from "@fluxion/core";
import { bits } from "./bits.js";
import type { Kernel, Run } from "./kernel.js";
import { encodersOf, sortOrder } from "./order.js";
import { sortPairs, sortWords } from "./radix.js";
import { scratch } from "./scratch.js";
import { decoder, encoder, patterns, wordsOf } from "./words.js";
import { hasNegativeZero, keepZeros } from "./zeros.js";

export interface SortParams {
  readonly axis: number;
  readonly keys: number;
}

const orderScratch = scratch(Int32Array);
const wordsScratch = scratch(Uint32Array);

interface Lines {
  readonly length: number;
  readonly step: number;
  /** Calls back with the first element of every line. */
  readonly each: (visit: (from: number) => void) => void;
}

function linesAlong({ shape }: ArrayType, axis: number): Lines {
  const length = shape[axis];
  const step = sizeOf(shape.slice(axis + 1));
  const outer = length === 0 ? 0 : sizeOf(shape.slice(0, axis));
  const each = (visit: (from: number) => void): void => {
    for (let i = 0; i < outer; i++) for (let j = 0; j < step; j++) visit(i * length * step + j);
  };
  return { length, step, each };
}

const isWord = ({ dtype }: ArrayType): boolean => dtype === "float32" || dtype === "int32" || dtype === "uint32";

export const sort: Kernel<SortParams> = (inputs, _, { axis, keys }) => {
  const lines = linesAlong(inputs[0], axis);
  const together = sortTogether(inputs.length, keys, lines);
  if (wordsOf(inputs[0].dtype) > 1) return together;
  if (inputs.length === 1) return sortAlone(lines);
  return inputs.length === 2 && keys === 1 && isWord(inputs[1]) ? sortPair(lines, together) : together;
};

/** One operand whose elements are one word each: only words move. */
const sortAlone =
  ({ length, step, each }: Lines): Run =>
  (buffers) => {
    const [x, out] = buffers;
    const encode = encoder(x, 0);
    const decode = decoder(out);
    const words = wordsScratch(length);
    const zeros = hasNegativeZero(x);
    each((from) => {
      encode(from, step, length, words);
      sortWords(words, length);
      decode(words, from, step, length);
      if (zeros) keepZeros(x, out, from, step, length);
    });
  };

/** A key of words with a payload of words, as argsort has: both move together, and nothing is fetched from afar. */
const sortPair =
  ({ length, step, each }: Lines, together: Run): Run =>
  (buffers) => {
    const [x, payload, out, moved] = buffers;
    if (hasNegativeZero(x)) return together(buffers);
    const source = patterns(payload);
    const target = patterns(moved);
    const encode = encoder(x, 0);
    const decode = decoder(out);
    const words = wordsScratch(length);
    const loads = orderScratch(length);
    each((from) => {
      encode(from, step, length, words);
      copyLine(source, from, step, loads, 0, 1, length);
      sortPairs(words, loads, length);
      decode(words, from, step, length);
      copyLine(loads, 0, 1, target, from, step, length);
    });
  };

function copyLine(
  x: Int32Array,
  from: number,
  step: number,
  out: Int32Array,
  to: number,
  stride: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) out[to + i * stride] = x[from + i * step];
}

const sortTogether =
  (operands: number, keys: number, { length, step, each }: Lines): Run =>
  (buffers) => {
    const encoders = encodersOf(buffers.slice(0, keys));
    const moved = buffers.map(bits);
    const order = orderScratch(length);
    each((from) => {
      sortOrder(encoders, from, step, length, order);
      for (let i = 0; i < operands; i++) reorder(moved[i], moved[operands + i], order, from, step, length);
    });
  };

function reorder(x: TypedArray, out: TypedArray, order: Int32Array, from: number, step: number, n: number): void {
  for (let i = 0, to = from; i < n; i++, to += step) out[to] = x[from + order[i] * step];
}

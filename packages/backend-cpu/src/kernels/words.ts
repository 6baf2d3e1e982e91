/** Unsigned integers that are ordered as the elements are: -0 as 0, and every NaN last. */
import type { DType, TypedArray } from "@fluxion/core";

const SIGN = 0x80000000;
const NAN = 0xffffffff;

/** Elements of four bytes as integers of the same bits. */
export const patterns = (x: TypedArray): Int32Array => new Int32Array(x.buffer, x.byteOffset, x.length);

/** How many words make an element; the last one counts most. */
export const wordsOf = (dtype: DType): number => (dtype === "float64" ? 2 : 1);

/** Writes word number `word` of n elements, `step` apart, to `words`. */
export type Encode = (from: number, step: number, n: number, words: Uint32Array) => void;

/** What encodes the elements of a buffer. */
export function encoder(x: TypedArray, word: number): Encode {
  if (x instanceof Float32Array) {
    const bits = patterns(x);
    return (from, step, n, words) => encodeFloat32(bits, from, step, n, words);
  }
  if (x instanceof Float64Array) {
    const halves = new Int32Array(x.buffer, x.byteOffset, 2 * x.length);
    return (from, step, n, words) => encodeFloat64(halves, word, from, step, n, words);
  }
  const sign = signOf(x);
  return (from, step, n, words) => encodeIntegers(x, sign, from, step, n, words);
}

/** What is flipped to order signed integers as unsigned ones. */
const signOf = (x: TypedArray): number => (x instanceof Int32Array ? SIGN : x instanceof Int8Array ? 128 : 0);

function encodeFloat32(x: Int32Array, from: number, step: number, n: number, words: Uint32Array): void {
  for (let i = 0, at = from; i < n; i++, at += step) {
    const pattern = x[at];
    if ((pattern & 0x7fffffff) > 0x7f800000) words[i] = NAN;
    else if (pattern === SIGN >> 0) words[i] = SIGN;
    else words[i] = pattern ^ ((pattern >> 31) | SIGN);
  }
}

/** Little-endian, as all engines are. */
function encodeFloat64(x: Int32Array, word: number, from: number, step: number, n: number, words: Uint32Array): void {
  for (let i = 0, at = 2 * from; i < n; i++, at += 2 * step) {
    const low = x[at];
    const high = x[at + 1];
    const magnitude = high & 0x7fffffff;
    if (magnitude > 0x7ff00000 || (magnitude === 0x7ff00000 && low !== 0)) words[i] = NAN;
    else if (magnitude === 0 && low === 0) words[i] = word === 0 ? 0 : SIGN;
    else if (word === 0) words[i] = high < 0 ? ~low : low;
    else words[i] = high ^ ((high >> 31) | SIGN);
  }
}

function encodeIntegers(x: TypedArray, sign: number, from: number, step: number, n: number, words: Uint32Array): void {
  for (let i = 0, at = from; i < n; i++, at += step) words[i] = sign === 128 ? x[at] + 128 : x[at] ^ sign;
}

export type Decode = (words: Uint32Array, from: number, step: number, n: number) => void;

/** The inverse of `encoder`, for elements of one word; zeros are +0. */
export function decoder(out: TypedArray): Decode {
  if (out instanceof Float32Array) {
    const bits = patterns(out);
    return (words, from, step, n) => decodeFloat32(words, n, bits, from, step);
  }
  const sign = signOf(out);
  return (words, from, step, n) => decodeIntegers(words, n, out, sign, from, step);
}

function decodeFloat32(words: Uint32Array, n: number, out: Int32Array, from: number, step: number): void {
  for (let i = 0, at = from; i < n; i++, at += step) {
    const word = words[i] | 0;
    out[at] = word < 0 ? word ^ SIGN : ~word;
  }
}

function decodeIntegers(
  words: Uint32Array,
  n: number,
  out: TypedArray,
  sign: number,
  from: number,
  step: number,
): void {
  for (let i = 0, at = from; i < n; i++, at += step) out[at] = words[i] ^ sign;
}

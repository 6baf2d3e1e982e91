/**
 * Stable sorting of words, alone or with a payload: radix sort from the least significant digit (11 bits each; digits in which all words
 * agree are skipped), and for few words insertion or merging, which do not pay for counting.
 */
import { scratch } from "./scratch.js";

/** From this many words on counting pays. */
const MANY = 512;
const FEW = 24;
const RADIX = 2048;

const counts = new Uint32Array(3 * RADIX);
const otherWords = scratch(Uint32Array);
const otherPayload = scratch(Int32Array);

/** How often each digit occurs in each of the three places. */
function count(words: Uint32Array, n: number): void {
  counts.fill(0);
  for (let i = 0; i < n; i++) {
    const word = words[i];
    counts[word & 2047]++;
    counts[RADIX + ((word >>> 11) & 2047)]++;
    counts[2 * RADIX + (word >>> 22)]++;
  }
}

/** Turns counts into the place of the first word of each digit; false where all words have the same one. */
function place(digit: number, sample: number, n: number): boolean {
  const first = digit * RADIX;
  if (counts[first + ((sample >>> (11 * digit)) & 2047)] === n) return false;
  let next = 0;
  for (let i = first; i < first + RADIX; i++) {
    const here = counts[i];
    counts[i] = next;
    next += here;
  }
  return true;
}

/** Sorts the first n words. */
export function sortWords(words: Uint32Array, n: number): void {
  if (n <= FEW) return insertWords(words, n);
  if (n < MANY) return void words.subarray(0, n).sort();
  count(words, n);
  let from = words;
  let to: Uint32Array = otherWords(n);
  for (let digit = 0; digit < 3; digit++) {
    if (!place(digit, words[0], n)) continue;
    distribute(from, to, n, digit);
    [from, to] = [to, from];
  }
  if (from !== words) words.set(from.subarray(0, n));
}

function distribute(from: Uint32Array, to: Uint32Array, n: number, digit: number): void {
  const first = digit * RADIX;
  const shift = 11 * digit;
  for (let i = 0; i < n; i++) {
    const word = from[i];
    to[counts[first + ((word >>> shift) & 2047)]++] = word;
  }
}

/** Sorts the first n words and moves the payload along; equal words keep their order. */
export function sortPairs(words: Uint32Array, payload: Int32Array, n: number): void {
  if (n <= FEW) return insertPairs(words, payload, 0, n);
  if (n < MANY) return mergePairs(words, payload, n);
  count(words, n);
  let from = words;
  let to: Uint32Array = otherWords(n);
  let moved = payload;
  let free: Int32Array = otherPayload(n);
  for (let digit = 0; digit < 3; digit++) {
    if (!place(digit, words[0], n)) continue;
    distributePairs(from, moved, to, free, n, digit);
    [from, to, moved, free] = [to, from, free, moved];
  }
  if (from === words) return;
  words.set(from.subarray(0, n));
  payload.set(moved.subarray(0, n));
}

function distributePairs(
  from: Uint32Array,
  moved: Int32Array,
  to: Uint32Array,
  free: Int32Array,
  n: number,
  digit: number,
): void {
  const first = digit * RADIX;
  const shift = 11 * digit;
  for (let i = 0; i < n; i++) {
    const word = from[i];
    const at = counts[first + ((word >>> shift) & 2047)]++;
    to[at] = word;
    free[at] = moved[i];
  }
}

function insertWords(words: Uint32Array, n: number): void {
  for (let i = 1; i < n; i++) {
    const word = words[i];
    let j = i - 1;
    for (; j >= 0 && words[j] > word; j--) words[j + 1] = words[j];
    words[j + 1] = word;
  }
}

function insertPairs(words: Uint32Array, payload: Int32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const word = words[i];
    const load = payload[i];
    let j = i - 1;
    for (; j >= start && words[j] > word; j--) {
      words[j + 1] = words[j];
      payload[j + 1] = payload[j];
    }
    words[j + 1] = word;
    payload[j + 1] = load;
  }
}

/** Merges sorted runs of doubling length. */
function mergePairs(words: Uint32Array, payload: Int32Array, n: number): void {
  for (let start = 0; start < n; start += FEW) insertPairs(words, payload, start, Math.min(start + FEW, n));
  let from = words;
  let to: Uint32Array = otherWords(n);
  let moved = payload;
  let free: Int32Array = otherPayload(n);
  for (let run = FEW; run < n; run *= 2) {
    for (let start = 0; start < n; start += 2 * run) {
      mergeRuns(from, moved, to, free, start, Math.min(start + run, n), Math.min(start + 2 * run, n));
    }
    [from, to, moved, free] = [to, from, free, moved];
  }
  if (from === words) return;
  words.set(from.subarray(0, n));
  payload.set(moved.subarray(0, n));
}

function mergeRuns(
  from: Uint32Array,
  moved: Int32Array,
  to: Uint32Array,
  free: Int32Array,
  start: number,
  middle: number,
  end: number,
): void {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takesLeft = left < middle && (right >= end || from[left] <= from[right]);
    const next = takesLeft ? left++ : right++;
    to[at] = from[next];
    free[at] = moved[next];
  }
}

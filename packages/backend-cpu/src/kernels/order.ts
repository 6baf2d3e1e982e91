/** The stable order of the elements of a line by one or several keys: the index that each place is taken from. */
import type { TypedArray } from "@fluxion/core";
import { sortPairs } from "./radix.js";
import { scratch } from "./scratch.js";
import { encoder, type Encode } from "./words.js";

const wordsScratch = scratch(Uint32Array);
const gatheredScratch = scratch(Uint32Array);

/** Encoders of all words of the keys, the least significant first; each sort by the next one keeps the order of the last where equal. */
export function encodersOf(keys: readonly TypedArray[]): Encode[] {
  return keys
    .flatMap((key) => (key instanceof Float64Array ? [encoder(key, 1), encoder(key, 0)] : [encoder(key, 0)]))
    .reverse();
}

export function sortOrder(encoders: readonly Encode[], from: number, step: number, n: number, order: Int32Array): void {
  for (let i = 0; i < n; i++) order[i] = i;
  const words = wordsScratch(n);
  encoders.forEach((encode, i) => {
    encode(from, step, n, words);
    if (i === 0) return sortPairs(words, order, n);
    const gathered = gatheredScratch(n);
    for (let j = 0; j < n; j++) gathered[j] = words[order[j]];
    sortPairs(gathered, order, n);
  });
}

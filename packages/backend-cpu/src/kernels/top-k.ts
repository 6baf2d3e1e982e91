/** The k greatest elements along the last axis with their indices, greatest first: NaN before all, of equals the first. */
import { sizeOf } from "@fluxion/core";
import { bits } from "./bits.js";
import type { Kernel } from "./kernel.js";
import { encodersOf, sortOrder } from "./order.js";
import { scratch } from "./scratch.js";
import type { Encode } from "./words.js";

/** Up to here the k greatest so far are kept in a sorted list, which few elements of a long line get into. */
const FEW = 64;

const orderScratch = scratch(Int32Array);
const wordsScratch = scratch(Uint32Array);
const greatest = new Uint32Array(FEW);

const descending =
  (encode: Encode): Encode =>
  (from, step, n, words) => {
    encode(from, step, n, words);
    for (let i = 0; i < n; i++) words[i] = ~words[i];
  };

export const topK: Kernel<{ readonly k: number }> = ([{ shape }], _, { k }) => {
  const n = shape[shape.length - 1];
  const lines = n === 0 ? 0 : sizeOf(shape) / n;
  return (buffers) => {
    const encoders = encodersOf(buffers.slice(0, 1));
    const x = bits(buffers[0]);
    const values = bits(buffers[1]);
    const indices = buffers[2];
    const order = orderScratch(Math.max(n, k));
    const inverted = encoders.map(descending);
    const few = encoders.length === 1 && k <= FEW && 4 * k <= n;
    for (let line = 0; line < lines; line++) {
      if (few) select(encoders[0], line * n, n, k, order);
      else sortOrder(inverted, line * n, 1, n, order);
      for (let i = 0; i < k; i++) {
        indices[line * k + i] = order[i];
        values[line * k + i] = x[line * n + order[i]];
      }
    }
  };
};

/** Leaves the places of the k greatest in `order`. */
function select(encode: Encode, from: number, n: number, k: number, order: Int32Array): void {
  const words = wordsScratch(n);
  encode(from, 1, n, words);
  let held = 0;
  for (let i = 0; i < n; i++) {
    const word = words[i];
    if (held === k && word <= greatest[k - 1]) continue;
    let j = held < k ? held++ : k - 1;
    for (; j > 0 && greatest[j - 1] < word; j--) {
      greatest[j] = greatest[j - 1];
      order[j] = order[j - 1];
    }
    greatest[j] = word;
    order[j] = i;
  }
}

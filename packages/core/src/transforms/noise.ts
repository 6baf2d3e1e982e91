/** Numbers without a pattern that are the same in every run, for probes. Source: mulberry32, T. Ettinger (2017). */

/** `size` numbers in [1, 2), exact in float32: no sum of two of them lies there. */
export function noise(size: number, salt = 0): Float64Array {
  let state = Math.imul(size + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  const result = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    result[i] = 1 + ((mixed ^ (mixed >>> 14)) >>> 12) / 2 ** 20;
  }
  return result;
}

/**
 * Loops for running sums of float64s. Their twin for float32s differs in nothing but its callers: the engine
 * compiles each for the one kind of array that it meets, which makes it up to three times as fast.
 */
import type { Loops } from "./cumulative.js";

export const cumsum64: Loops = {
  initial: 0,
  line(x, out, from, step, n) {
    let sum = 0;
    for (let i = 0, at = from; i < n; i++, at += step) {
      sum += x[at];
      out[at] = sum;
    }
  },
  row(x, out, from, width, state) {
    for (let i = 0; i < width; i++) {
      const sum = state[i] + x[from + i];
      state[i] = sum;
      out[from + i] = sum;
    }
  },
};

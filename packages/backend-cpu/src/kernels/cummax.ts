/** Running maximum along an axis; from a NaN on, all is NaN. */
import { cumulative, type Loops } from "./cumulative.js";

const doubles: Loops = {
  initial: -Infinity,
  line(x, out, from, step, n) {
    let result = -Infinity;
    for (let i = 0, at = from; i < n; i++, at += step) {
      result = Math.max(result, x[at]);
      out[at] = result;
    }
  },
  row(x, out, from, width, state) {
    for (let i = 0; i < width; i++) {
      const result = Math.max(state[i], x[from + i]);
      state[i] = result;
      out[from + i] = result;
    }
  },
};

export const cummax = cumulative({ float64: doubles });

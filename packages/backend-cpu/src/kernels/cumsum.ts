/** Running sum along an axis: from left to right in doubles; integers wrap around. */
import { cumsum32 } from "./cumsum-float32.js";
import { cumsum64 } from "./cumsum-float64.js";
import { cumulative, type Loops } from "./cumulative.js";

const integers: Loops = {
  initial: 0,
  line(x, out, from, step, n) {
    let sum = 0;
    for (let i = 0, at = from; i < n; i++, at += step) {
      sum = (sum + x[at]) | 0;
      out[at] = sum;
    }
  },
  row(x, out, from, width, state) {
    for (let i = 0; i < width; i++) {
      const sum = (state[i] + x[from + i]) | 0;
      state[i] = sum;
      out[from + i] = sum;
    }
  },
};

export const cumsum = cumulative({ float32: cumsum32, float64: cumsum64, integers });

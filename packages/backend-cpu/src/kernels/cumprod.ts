/** Running product along an axis: from left to right in doubles; integers wrap around. */
import { cumulative, type Loops } from "./cumulative.js";

const doubles: Loops = {
  initial: 1,
  line(x, out, from, step, n) {
    let product = 1;
    for (let i = 0, at = from; i < n; i++, at += step) {
      product *= x[at];
      out[at] = product;
    }
  },
  row(x, out, from, width, state) {
    for (let i = 0; i < width; i++) {
      const product = state[i] * x[from + i];
      state[i] = product;
      out[from + i] = product;
    }
  },
};

const integers: Loops = {
  initial: 1,
  line(x, out, from, step, n) {
    let product = 1;
    for (let i = 0, at = from; i < n; i++, at += step) {
      product = Math.imul(product, x[at]);
      out[at] = product;
    }
  },
  row(x, out, from, width, state) {
    for (let i = 0; i < width; i++) {
      const product = Math.imul(state[i], x[from + i]);
      state[i] = product;
      out[from + i] = product;
    }
  },
};

export const cumprod = cumulative({ float64: doubles, integers });

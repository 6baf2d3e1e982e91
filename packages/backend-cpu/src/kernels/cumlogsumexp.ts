/** Running log of the sum of exponentials: the sum is kept relative to the greatest term so far, so that nothing overflows. */
import { cumulative, type Loops } from "./cumulative.js";

/** The sum so far, relative to e^`greatest`, after one more term. */
function grow(sum: number, greatest: number, term: number): number {
  if (term > greatest) return sum * Math.exp(greatest - term) + 1;
  return term === greatest ? sum + 1 : sum + Math.exp(term - greatest);
}

const doubles: Loops = {
  initial: -Infinity,
  line(x, out, from, step, n) {
    let greatest = -Infinity;
    let sum = 0;
    for (let i = 0, at = from; i < n; i++, at += step) {
      const term = x[at];
      sum = grow(sum, greatest, term);
      if (term > greatest) greatest = term;
      out[at] = greatest + Math.log(sum);
    }
  },
  row(x, out, from, width, state) {
    for (let i = 0; i < width; i++) {
      const term = x[from + i];
      const sum = grow(state[width + i], state[i], term);
      if (term > state[i]) state[i] = term;
      state[width + i] = sum;
      out[from + i] = state[i] + Math.log(sum);
    }
  },
};

export const cumlogsumexp = cumulative({ float64: doubles });

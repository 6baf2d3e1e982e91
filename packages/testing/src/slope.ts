/**
 * The derivative of a function of one number by central differences, with a bound on its error.
 * Source: C. Ridders, "Accurate computation of F′(x)", Advances in Engineering Software 4 (1982).
 */
import { largest } from "./compare.js";

export interface Slope {
  readonly value: Float64Array;
  /** For each element: the difference of two orders of extrapolation, plus what rounding can do at that step. */
  readonly error: Float64Array;
}

/** Steps 2⁻⁵ … 2⁻¹². */
const STEPS = Array.from({ length: 8 }, (_, k) => 2 ** -(5 + k));

/** Equal infinities are a constant. */
const central = (after: number, before: number, step: number): number =>
  after === before ? 0 : (after - before) / (2 * step);

interface Level {
  readonly step: number;
  readonly difference: Float64Array;
}

/**
 * @param at the function, from a number near 0 to elements
 * @param noise relative error of one evaluation, against the largest element
 */
export async function slope(at: (s: number) => Promise<Float64Array>, noise: number): Promise<Slope> {
  let size = 0;
  const levels: Level[] = [];
  for (const step of STEPS) {
    const [after, before] = [await at(step), await at(-step)];
    size = Math.max(size, largest(after), largest(before));
    levels.push({ step, difference: after.map((x, i) => central(x, before[i] as number, step)) });
  }
  // D(h) = f′ + c·h² + O(h⁴), so (4·D(h/2) − D(h))/3 = f′ + O(h⁴).
  const refined = levels.slice(1).map(({ step, difference }, k) => ({
    step,
    difference: difference.map((d, i) => (4 * d - ((levels[k] as Level).difference[i] as number)) / 3),
  }));
  const count = (levels[0] as Level).difference.length;
  const value = new Float64Array(count);
  const error = new Float64Array(count).fill(Infinity);
  refined.slice(1).forEach(({ step, difference }, k) => {
    const coarser = (refined[k] as Level).difference;
    // A difference is off by noise·size/h, an extrapolation by (4 + ½)/3 of that, the coarser one by half as much again.
    const rounding = (2.25 * noise * size) / step;
    difference.forEach((d, i) => {
      const bound = Math.abs(d - (coarser[i] as number)) + rounding;
      if (!(bound < (error[i] as number))) return;
      error[i] = bound;
      value[i] = d;
    });
  });
  return { value, error };
}

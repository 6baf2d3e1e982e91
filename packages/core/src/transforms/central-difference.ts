/**
 * The derivative of a function of one number from central differences at shrinking steps, with a bound on its error.
 * Source: C. Ridders, "Accurate computation of F′(x)", Advances in Engineering Software 4 (1982).
 */
import { raise } from "../errors.js";

/** Values of the function on both sides of the point. */
export interface Level {
  /** The step; each level's is half of the one before. */
  readonly step: number;
  readonly after: Float64Array;
  readonly before: Float64Array;
}

export interface Slope {
  readonly value: Float64Array;
  /** For each element: the difference of two orders of extrapolation, plus what rounding can do at that step. */
  readonly error: Float64Array;
}

/** Equal infinities are a constant. */
const central = (after: number, before: number, step: number): number =>
  after === before ? 0 : (after - before) / (2 * step);

/**
 * The best of the extrapolations that at least three levels allow, element by element.
 * @param rounding absolute error of one evaluation
 * @throws ArgumentError for fewer levels
 * @example centralDifference([0.1, 0.05, 0.025].map((step) => ({ step, after: Float64Array.of((1 + step) ** 2), before: Float64Array.of((1 - step) ** 2) })), 1e-16).value[0].toFixed(9) // "2.000000000"
 */
export function centralDifference(levels: readonly Level[], rounding: number): Slope {
  if (levels.length < 3)
    return raise({
      code: "argument",
      what: `an extrapolation needs 3 levels, got ${levels.length}`,
      where: "centralDifference",
      fix: "evaluate the function at more steps, each half of the one before",
    });
  const differences = levels.map(({ step, after, before }) =>
    after.map((x, i) => central(x, before[i] as number, step)),
  );
  // D(h) = f′ + c·h² + O(h⁴), so (4·D(h/2) − D(h))/3 = f′ + O(h⁴).
  const refined = differences
    .slice(1)
    .map((fine, k) => fine.map((d, i) => (4 * d - ((differences[k] as Float64Array)[i] as number)) / 3));
  const count = (differences[0] as Float64Array).length;
  const value = new Float64Array(count);
  const error = new Float64Array(count).fill(Infinity);
  refined.slice(1).forEach((finer, k) => {
    const coarser = refined[k] as Float64Array;
    // A difference is off by rounding/h, an extrapolation by (4 + ½)/3 of that, the coarser one by half as much again.
    const noise = (2.25 * rounding) / (levels[k + 2] as Level).step;
    finer.forEach((d, i) => {
      const bound = Math.abs(d - (coarser[i] as number)) + noise;
      if (!(bound < (error[i] as number))) return;
      error[i] = bound;
      value[i] = d;
    });
  });
  return { value, error };
}

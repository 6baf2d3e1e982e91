/**
 * Among zeros the maximum is +0 and the minimum −0 if there is one, in whatever order they come. Comparisons cannot tell them
 * apart, so the loops that compare may hold the wrong one at the end; it is set right here.
 */
import type { TypedArray } from "@fluxion/core";
import type { Line } from "./reduction.js";

/** `best`, or the zero `wanted` if `best` is the other one and `wanted` is among the n elements. */
export function settleZero(wanted: number, best: number, x: TypedArray, from: number, step: number, n: number): number {
  if (best !== 0 || Object.is(best, wanted)) return best;
  for (let i = 0, at = from; i < n; i++, at += step) if (Object.is(x[at], wanted)) return wanted;
  return best;
}

/** A loop over a line, with the right zero. */
export const settled =
  (wanted: number, line: Line): Line =>
  (x, from, step, n, identity) =>
    settleZero(wanted, line(x, from, step, n, identity), x, from, step, n);

/** Where in a sorted list a quantile lies: between which elements, and how far. */
import * as core from "@fluxion/core";
import { raise, type NDArray } from "@fluxion/core";
import { convertTo, scalarLike } from "../support/index.js";

/** How a quantile that falls between two elements is found; the last four also differ in where it falls. */
export type QuantileMethod =
  | "linear"
  | "lower"
  | "higher"
  | "midpoint"
  | "nearest"
  | "hazen"
  | "weibull"
  | "median_unbiased"
  | "normal_unbiased";

/** Plotting positions α = β of the continuous methods, as in R. J. Hyndman and Y. Fan, "Sample quantiles" (1996). */
const PLOTTING: Partial<Record<QuantileMethod, number>> = {
  hazen: 0.5,
  weibull: 0,
  median_unbiased: 1 / 3,
  normal_unbiased: 3 / 8,
};
const KNOWN: readonly string[] = ["linear", "lower", "higher", "midpoint", "nearest", ...Object.keys(PLOTTING)];

export function checkMethod(where: string, method: string): void {
  if (!KNOWN.includes(method))
    raise({ code: "argument", what: `unknown method "${method}"`, where, fix: `use one of ${KNOWN.join(", ")}` });
}

/** Neighbours, and the weight of the upper one. */
export interface Positions {
  readonly low: NDArray;
  readonly high: NDArray;
  readonly weight: NDArray;
}

/** The place of quantile q among n elements, from 0 to n − 1; both are floats of one shape. */
function place(q: NDArray, n: NDArray, method: QuantileMethod): NDArray {
  const alpha = PLOTTING[method];
  const last = core.sub(n, 1);
  if (alpha === undefined) return core.mul(q, last);
  const raw = core.add(core.mul(q, core.add(n, 1 - 2 * alpha)), alpha - 1);
  return core.min(core.max(raw, 0), last);
}

/** Positions for quantiles q of n elements each; for n = 0 they are those for 1. */
export function positionsOf(q: NDArray, n: NDArray, method: QuantileMethod): Positions {
  const count = core.max(n, 1);
  const at = place(q, count, method);
  const low = core.stopGradient(core.floor(at));
  const whole = (x: NDArray): NDArray => convertTo(core.min(core.max(x, 0), core.sub(count, 1)), "int32");
  const [below, above] = [whole(low), whole(core.ceil(at))];
  const constant = (value: number): NDArray => scalarLike(at, value);
  if (method === "lower") return { low: below, high: below, weight: constant(0) };
  if (method === "higher") return { low: above, high: above, weight: constant(0) };
  if (method === "nearest") return { low: whole(core.round(at)), high: whole(core.round(at)), weight: constant(0) };
  const between = core.sub(at, low);
  if (method === "midpoint")
    return { low: below, high: above, weight: core.select(core.eq(between, 0), constant(0), constant(0.5)) };
  return { low: below, high: above, weight: between };
}

/** A position known as numbers. */
export interface KnownPosition {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
}

/** The nearest whole number, halves to even. */
const nearest = (x: number): number => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

/** The same for a quantile known as a number: in double precision, for positions that floats of the result cannot hold. */
export function knownPosition(q: number, n: number, method: QuantileMethod): KnownPosition {
  const alpha = PLOTTING[method];
  const at = Math.min(n - 1, Math.max(0, alpha === undefined ? q * (n - 1) : q * (n + 1 - 2 * alpha) + alpha - 1));
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  if (method === "lower") return { low, high: low, weight: 0 };
  if (method === "higher") return { low: high, high, weight: 0 };
  if (method === "nearest") return { low: nearest(at), high: nearest(at), weight: 0 };
  return { low, high, weight: method === "midpoint" && low !== high ? 0.5 : at - low };
}

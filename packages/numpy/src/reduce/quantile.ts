/** Quantiles and medians. */
import * as core from "@fluxion/core";
import { moveAxis, raise, reshape, sizeOf, takeAlong, transpose, type NDArray } from "@fluxion/core";
import {
  besideOf,
  broadcastFitting,
  convertTo,
  keptShape,
  normalizeAxes,
  scalarLike,
  toArray,
  toFloat,
  type Operand,
} from "../support/index.js";
import type { ReduceOptions } from "./over.js";
import { checkMethod, knownPosition, positionsOf, type Positions, type QuantileMethod } from "./quantile-positions.js";

export interface QuantileOptions extends ReduceOptions {
  /** How a quantile that falls between two elements is found; linear interpolation if not given. */
  method?: QuantileMethod;
}

/** The reduced axes as one, at the end: [others, n]. */
function flattenLast(x: NDArray, axes: readonly number[]): NDArray {
  const others = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const shape = [...others.map((i) => x.shape[i] as number), sizeOf(axes.map((i) => x.shape[i] as number))];
  return reshape(transpose(x, { permutation: [...others, ...axes] }), { shape });
}

/** Elements of the sorted last axis at positions in every row: [others, positions]. */
function pick(sorted: NDArray, positions: Positions): NDArray {
  const axis = sorted.ndim - 1;
  const shape = [...sorted.shape.slice(0, axis), positions.low.shape.at(-1) as number];
  const [low, high, weight] = [positions.low, positions.high, positions.weight].map((x) =>
    broadcastFitting(x, shape),
  ) as [NDArray, NDArray, NDArray];
  const [below, above] = [takeAlong(sorted, low, axis), takeAlong(sorted, high, axis)];
  const one = core.onesLike(weight);
  const mixed = core.add(core.mul(below, core.sub(one, weight)), core.mul(above, weight));
  // Without this an infinite neighbour of weight 0 would give NaN.
  return core.select(core.eq(weight, 0), below, mixed);
}

/** The same for quantiles that are known: slices instead of lookups. */
function pickKnown(sorted: NDArray, q: readonly number[], method: QuantileMethod): NDArray {
  const axis = sorted.ndim - 1;
  const at = (i: number): NDArray => core.sliceAxis(sorted, axis, i, i + 1);
  const parts = q.map((fraction) => {
    const { low, high, weight } = knownPosition(fraction, sorted.shape[axis] as number, method);
    return weight === 0 ? at(low) : core.add(core.mul(at(low), 1 - weight), core.mul(at(high), weight));
  });
  return parts.length === 1 ? (parts[0] as NDArray) : core.concatenate(parts, { axis });
}

interface Job {
  readonly where: string;
  readonly ignoreNan: boolean;
  /** What q counts in: 1, or 100 for percent. */
  readonly scale: number;
}

/** Quantiles that are known while the program is made; an argument error if one is out of range. */
function knownNumbers(where: string, q: Operand, scale: number): readonly number[] | undefined {
  const given: unknown = typeof q === "number" ? [q] : q;
  if (!Array.isArray(given) || given.length === 0 || !given.every((x) => typeof x === "number")) return undefined;
  const outside = given.find((x) => !(x >= 0 && x <= scale));
  if (outside !== undefined)
    raise({ code: "argument", what: `there is no quantile ${outside}`, where, fix: `give numbers from 0 to ${scale}` });
  return given;
}

/** Sorted rows, how many elements of each count, and whether there is nothing to choose from. */
function rank({ ignoreNan }: Job, rows: NDArray): { sorted: NDArray; counts: NDArray; poisoned: NDArray } {
  const last = rows.ndim - 1;
  const [sorted] = core.sort([rows], { axis: last, keys: 1 }) as [NDArray];
  const kept = keptShape(rows.shape, [last]);
  const numbers = reshape(core.sum(convertTo(core.eq(rows, rows), rows.dtype), { axes: [last] }), { shape: kept });
  const total = scalarLike(rows, rows.shape[last] as number, rows.dtype, kept);
  return {
    sorted,
    counts: ignoreNan ? numbers : total,
    poisoned: ignoreNan ? core.eq(numbers, 0) : core.lt(numbers, total),
  };
}

/** Quantiles that are not known, or differ from row to row, and the shape of `q`. */
function inRows(
  sorted: NDArray,
  q: Operand,
  scale: number,
  counts: NDArray,
  method: QuantileMethod,
): readonly [readonly number[], NDArray] {
  const fractions = besideOf(sorted, () => toArray(q, sorted.dtype));
  const shape = [...sorted.shape.slice(0, -1), fractions.size];
  const flat = reshape(core.div(fractions, scale), { shape: [fractions.size] });
  return [
    fractions.shape,
    pick(sorted, positionsOf(broadcastFitting(flat, shape), broadcastFitting(counts, shape), method)),
  ];
}

function quantileOf(
  job: Job,
  x: Operand,
  q: Operand,
  { axis, keepdims = false, method = "linear" }: QuantileOptions,
): NDArray {
  const { where, ignoreNan, scale } = job;
  checkMethod(where, method);
  const array = toFloat(toArray(x));
  const axes = normalizeAxes(where, axis, array.ndim);
  const rows = flattenLast(array, axes);
  const length = rows.shape.at(-1) as number;
  if (length === 0)
    raise({
      code: "shape",
      what: `quantiles of no elements: shape [${array.shape.join(", ")}]`,
      where,
      fix: "pass at least one element",
    });
  const { sorted, counts, poisoned } = rank(job, rows);
  const known = ignoreNan ? undefined : knownNumbers(where, q, scale);
  const [shapeOfQ, found] =
    known === undefined
      ? inRows(sorted, q, scale, counts, method)
      : [
          typeof q === "number" ? [] : [known.length],
          pickKnown(
            sorted,
            known.map((p) => p / scale),
            method,
          ),
        ];
  const result = core.select(broadcastFitting(poisoned, found.shape), scalarLike(found, NaN), found);
  const front = moveAxis(result, result.ndim - 1, 0);
  return reshape(front, { shape: [...shapeOfQ, ...(keepdims ? keptShape(array.shape, axes) : front.shape.slice(1))] });
}

/**
 * The q-quantiles (0 ≤ q ≤ 1) over the axes: axes of q come first. NaN where an element is NaN. Integers give float32. A shape
 * error if there are no elements.
 * @example np.quantile([1, 2, 3, 4, 5], [0.25, 0.5]) // [2, 3]
 */
export const quantile = (x: Operand, q: Operand, options: QuantileOptions = {}): NDArray =>
  quantileOf({ where: "quantile", ignoreNan: false, scale: 1 }, x, q, options);

/**
 * The quantiles for q in percent (0 ≤ q ≤ 100), otherwise as `quantile`.
 * @example np.percentile([1, 2, 3, 4, 5], 75) // 4
 */
export const percentile = (x: Operand, q: Operand, options: QuantileOptions = {}): NDArray =>
  quantileOf({ where: "percentile", ignoreNan: false, scale: 100 }, x, q, options);

/**
 * The q-quantiles of elements that are not NaN; NaN if there are none.
 * @example np.nanquantile([1, NaN, 3], 0.5) // 2
 */
export const nanquantile = (x: Operand, q: Operand, options: QuantileOptions = {}): NDArray =>
  quantileOf({ where: "nanquantile", ignoreNan: true, scale: 1 }, x, q, options);

/**
 * The quantiles, for q in percent, of elements that are not NaN; NaN if there are none.
 * @example np.nanpercentile([1, NaN, 3], 50) // 2
 */
export const nanpercentile = (x: Operand, q: Operand, options: QuantileOptions = {}): NDArray =>
  quantileOf({ where: "nanpercentile", ignoreNan: true, scale: 100 }, x, q, options);

/**
 * The middle element, or the mean of the middle two; NaN where an element is NaN.
 * @example np.median([4, 1, 3]) // 3
 */
export const median = (x: Operand, { axis, keepdims }: ReduceOptions = {}): NDArray =>
  quantile(x, 0.5, { axis, keepdims, method: "midpoint" });

/**
 * The median of elements that are not NaN; NaN if there are none.
 * @example np.nanmedian([4, NaN, 3]) // 3.5
 */
export const nanmedian = (x: Operand, { axis, keepdims }: ReduceOptions = {}): NDArray =>
  nanquantile(x, 0.5, { axis, keepdims, method: "midpoint" });

/** What all reductions share: axes, kept axes, masks and initial values. */
import { bindOne, type NDArray, reshape, select, sizeOf, type DType, type Primitive } from "@fluxion/core";
import { truth } from "../ufunc/logical.js";
import {
  broadcastFitting,
  broadcastShapes,
  broadcastTo,
  keptShape,
  normalizeAxes,
  scalarLike,
  toArray,
  type AxisOption,
  type Operand,
} from "../support/index.js";

export interface ReduceOptions {
  /** Axes that are reduced: one, several, or (`null`, and if not given) all. Negative ones count from the end. */
  axis?: AxisOption;
  /** Whether reduced axes stay as axes of size 1. */
  keepdims?: boolean;
}

export interface MaskOption {
  /** Which elements count: booleans that broadcast to the array. */
  where?: Operand;
}

export interface InitialOption {
  /** What the reduction starts from. */
  initial?: number | NDArray;
}

export interface ResultType {
  /** Element type of the result. */
  dtype?: DType;
}

/** A primitive that reduces `axes`. */
export type Reducer = Primitive<{ readonly axes: readonly number[] }>;

/** Reduces, and puts reduced axes back with size 1 if they are kept. */
export function collapse(op: Reducer, x: NDArray, axes: readonly number[], keepdims = false): NDArray {
  const reduced = axes.length === 0 ? x : bindOne(op, [x], { axes });
  return keepdims ? reshape(reduced, { shape: keptShape(x.shape, axes) }) : reduced;
}

/** The array as it is reduced, and the axes. */
export function prepare(where: string, x: Operand, axis: AxisOption): { array: NDArray; axes: number[] } {
  const array = toArray(x);
  return { array, axes: normalizeAxes(where, axis, array.ndim) };
}

/** How many elements one result is made of. */
export const countOver = (x: NDArray, axes: readonly number[]): number =>
  sizeOf(axes.map((axis) => x.shape[axis] as number));

/** Elements that do not count become `neutral`. */
export function masked(x: NDArray, mask: Operand | undefined, neutral: number): NDArray {
  if (mask === undefined) return x;
  const kept = truth(toArray(mask));
  const shape = broadcastShapes(x.shape, kept.shape);
  const array = broadcastFitting(x, shape);
  return select(broadcastFitting(kept, shape), array, scalarLike(array, neutral));
}

/** The mask in the shape of the array; it may not be larger. */
export const maskOver = (x: NDArray, mask: Operand): NDArray => broadcastTo(truth(toArray(mask)), x.shape);

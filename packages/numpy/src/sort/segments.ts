/** Reductions over segments: elements of one segment id are combined. */
import type { NDArray } from "@fluxion/core";
import { highest, lowest } from "../reduce/extreme.js";
import { integersLike } from "../index/known-integers.js";
import { integerIndices } from "../index/parts.js";
import { knownValues } from "../shape/known-values.js";
import { convertTo, scalarLike, toArray, type Operand } from "../support/index.js";
import { place } from "./pick.js";

export interface SegmentOptions {
  /** How many segments there are: needed while the ids are traced; larger ids are left out. */
  numSegments?: number;
}

function combined(
  data: Operand,
  segmentIds: Operand,
  { numSegments }: SegmentOptions,
  combine: "add" | "mul" | "max" | "min",
  neutral: (x: NDArray) => number,
): NDArray {
  const values = toArray(data);
  const list = integerIndices("segment", segmentIds);
  const ids = "dtype" in list ? convertTo(list, "int32") : integersLike(values, list.data, list.shape);
  const count =
    numSegments ??
    1 + knownValues("segment", ids, "give `numSegments`").reduce((largest, id) => Math.max(largest, id), -1);
  const start = scalarLike(values, neutral(values), values.dtype, [count, ...values.shape.slice(1)]);
  return place(start, ids, values, combine);
}

/**
 * Sums of the elements of each segment; 0 for an empty one.
 * @example np.segmentSum([1, 2, 4], new Int32Array([0, 0, 1])) // [3, 4]
 */
export const segmentSum = (data: Operand, segmentIds: Operand, options: SegmentOptions = {}): NDArray =>
  combined(data, segmentIds, options, "add", () => 0);

/**
 * Products of the elements of each segment; 1 for an empty one.
 * @example np.segmentProd([2, 3, 4], new Int32Array([0, 0, 1])) // [6, 4]
 */
export const segmentProd = (data: Operand, segmentIds: Operand, options: SegmentOptions = {}): NDArray =>
  combined(data, segmentIds, options, "mul", () => 1);

/**
 * The largest element of each segment; −∞, or the smallest integer, for an empty one.
 * @example np.segmentMax([1, 2, 4], new Int32Array([0, 0, 1])) // [2, 4]
 */
export const segmentMax = (data: Operand, segmentIds: Operand, options: SegmentOptions = {}): NDArray =>
  combined(data, segmentIds, options, "max", (x) => lowest(x.dtype));

/**
 * The smallest element of each segment; +∞, or the largest integer, for an empty one.
 * @example np.segmentMin([1, 2, 4], new Int32Array([0, 0, 1])) // [1, 4]
 */
export const segmentMin = (data: Operand, segmentIds: Operand, options: SegmentOptions = {}): NDArray =>
  combined(data, segmentIds, options, "min", (x) => highest(x.dtype));

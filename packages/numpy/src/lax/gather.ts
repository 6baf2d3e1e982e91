/** Gather and scatter with dimension numbers, under lax's names. Indices are taken as they are: negative ones are out of range. */
import { gather as read, isInteger, raise, scatter as write, type NDArray, type ScatterParams } from "@fluxion/core";
import { convertTo } from "../support/convert.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/** Which axes are windows and which are indexed, as XLA has it; the index vector lies along the last axis of the indices. */
export interface GatherDimensionNumbers {
  readonly offsetDims: readonly number[];
  readonly collapsedSliceDims: readonly number[];
  readonly startIndexMap: readonly number[];
  readonly operandBatchingDims?: readonly number[];
  readonly startIndicesBatchingDims?: readonly number[];
}

/** What happens to windows that do not fit: moved inside, filled or dropped (if not given), or promised not to occur. */
export type WindowMode = "clip" | "fill" | "drop" | "promise_in_bounds" | "promise";

export interface GatherOptions {
  readonly dimensionNumbers: GatherDimensionNumbers;
  /** Size of the window along every axis of the operand. */
  readonly sliceSizes: readonly number[];
  readonly mode?: WindowMode;
  /** What missing windows hold; NaN, or for integers the smallest (unsigned: largest) value, if not given. */
  readonly fillValue?: number;
}

const insideMode = (mode: WindowMode): "clip" | "fill" | "promise" =>
  mode === "clip" ? mode : mode === "fill" || mode === "drop" ? "fill" : "promise";

function indexArray(where: string, indices: Operand): NDArray {
  const array = toArray(indices);
  if (isInteger(array.dtype)) return convertTo(array, "int32");
  return array.dtype === "float32" && Array.isArray(indices)
    ? toArray(indices, "int32")
    : raise({ code: "dtype", what: `indices are ${array.dtype}`, where, fix: "convert them to int32" });
}

/**
 * Windows of an array at computed places.
 * @example np.lax.gather([1, 2, 3, 4], [[0], [2]], { dimensionNumbers: { offsetDims: [1], collapsedSliceDims: [], startIndexMap: [0] }, sliceSizes: [2] }) // [[1, 2], [3, 4]]
 */
export function gather(
  x: Operand,
  indices: Operand,
  { dimensionNumbers, sliceSizes, mode = "fill", fillValue }: GatherOptions,
): NDArray {
  return read(toArray(x), indexArray("gather", indices), {
    operandBatchingDims: [],
    startIndicesBatchingDims: [],
    ...dimensionNumbers,
    sliceSizes,
    mode: insideMode(mode),
    ...(fillValue !== undefined && { fill: fillValue }),
  });
}

export interface ScatterDimensionNumbers {
  readonly updateWindowDims: readonly number[];
  readonly insertedWindowDims: readonly number[];
  readonly scatterDimsToOperandDims: readonly number[];
  readonly operandBatchingDims?: readonly number[];
  readonly scatterIndicesBatchingDims?: readonly number[];
}

export interface ScatterOptions {
  readonly dimensionNumbers: ScatterDimensionNumbers;
  readonly mode?: WindowMode;
  /** A promise that no element is written twice. */
  readonly uniqueIndices?: boolean;
}

export type Scatter = (x: Operand, indices: Operand, updates: Operand, options: ScatterOptions) => NDArray;

const scatterWith =
  (combine: ScatterParams["combine"]): Scatter =>
  (x, indices, updates, { dimensionNumbers, mode = "fill", uniqueIndices = false }) => {
    const array = toArray(x);
    const inside = insideMode(mode);
    return write(array, indexArray("scatter", indices), toArray(updates, array.dtype), {
      operandBatchingDims: [],
      scatterIndicesBatchingDims: [],
      ...dimensionNumbers,
      mode: inside === "fill" ? "drop" : inside,
      combine,
      unique: uniqueIndices,
    });
  };

/**
 * A copy with windows overwritten at computed places. Where places repeat, one of the updates is kept.
 * @example np.lax.scatter([1, 2, 3], [[0]], [9], { dimensionNumbers: { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] } }) // [9, 2, 3]
 */
export const scatter: Scatter = scatterWith("set");
/**
 * The same, adding.
 * @example np.lax.scatterAdd([1, 2, 3], [[0], [0]], [9, 1], { dimensionNumbers: { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] } }) // [11, 2, 3]
 */
export const scatterAdd: Scatter = scatterWith("add");
/**
 * The same, multiplying.
 * @example np.lax.scatterMul([1, 2, 3], [[1]], [9], { dimensionNumbers: { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] } }) // [1, 18, 3]
 */
export const scatterMul: Scatter = scatterWith("mul");
/**
 * The same, keeping the smaller.
 * @example np.lax.scatterMin([1, 2, 3], [[1]], [0], { dimensionNumbers: { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] } }) // [1, 0, 3]
 */
export const scatterMin: Scatter = scatterWith("min");
/**
 * The same, keeping the larger.
 * @example np.lax.scatterMax([1, 2, 3], [[1]], [9], { dimensionNumbers: { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] } }) // [1, 9, 3]
 */
export const scatterMax: Scatter = scatterWith("max");

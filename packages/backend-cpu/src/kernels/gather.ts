/** Gather: copies the windows of an array that start at computed places. */
import { isFloat, stridesOf, type DType, type TypedArray } from "@fluxion/core";
import { bits } from "./bits.js";
import { box, type Tile } from "./box.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";
import { highest, lowest } from "./limits.js";
import { scratch } from "./scratch.js";
import { windowCount, windowLayout, windowStarts } from "./windows.js";

export interface GatherParams {
  readonly offsetDims: readonly number[];
  readonly collapsedSliceDims: readonly number[];
  readonly startIndexMap: readonly number[];
  readonly operandBatchingDims: readonly number[];
  readonly startIndicesBatchingDims: readonly number[];
  readonly sliceSizes: readonly number[];
  readonly mode: "clip" | "fill" | "promise";
  readonly fill?: number;
}

const offsetsOfWindows = scratch(Int32Array);

/** What stands for a window outside of the array: NaN, the least signed or the greatest unsigned integer, true. */
function defaultFill(dtype: DType): number {
  if (isFloat(dtype)) return NaN;
  return lowest(dtype) < 0 ? lowest(dtype) : highest(dtype);
}

/** From this length on the engine copies rows faster than a loop. */
const LONG = 96;

const filling =
  (value: number): Tile =>
  (target, d, dp, dq, _source, _s, _sp, _sq, p, q) => {
    for (let i = 0; i < p; i++) for (let j = 0; j < q; j++) target[d + i * dp + j * dq] = value;
  };

/** Promised indices are clipped too: nothing outside of the array is ever read. */
export const gather: Kernel<GatherParams> = ([operand, indices], [output], params) => {
  const { offsetDims, sliceSizes, operandBatchingDims } = params;
  const gone = [...params.collapsedSliceDims, ...operandBatchingDims];
  const kept = <T>(perAxis: readonly T[]): T[] => perAxis.filter((_, axis) => !gone.includes(axis));
  const locate = windowStarts({
    operand: operand.shape,
    sizes: sliceSizes,
    indices: indices.shape,
    map: params.startIndexMap,
    operandBatch: operandBatchingDims,
    indicesBatch: params.startIndicesBatchingDims,
    clip: params.mode !== "fill",
  });
  const count = windowCount(indices.shape);
  const { shape, strides, size, at } = windowLayout(output.shape, offsetDims);
  const own = kept(stridesOf(operand.shape));
  const run = box(copy, shape, strides, own);
  const fill = params.fill ?? defaultFill(output.dtype);
  const runFill = box(
    filling(fill),
    shape,
    strides,
    strides.map(() => 0),
  );
  const areRows = size === 1 || (at === null && size < LONG && shape.every((n, i) => n === 1 || strides[i] === own[i]));
  if (size === 0 || count === 0) return () => {};
  return (buffers) => {
    const starts = offsetsOfWindows(count);
    locate(buffers[1], starts);
    const x = bits(buffers[0]);
    const out = bits(buffers[2]);
    if (areRows)
      return size === 1 ? gatherElements(x, starts, out, count, fill) : gatherRows(x, starts, out, count, size, fill);
    for (let i = 0; i < count; i++) {
      const to = at === null ? i * size : at[i];
      if (starts[i] >= 0) run(out, to, x, starts[i]);
      else runFill(out, to, x, 0);
    }
  };
};

function gatherElements(x: TypedArray, starts: Int32Array, out: TypedArray, count: number, fill: number): void {
  for (let i = 0; i < count; i++) {
    const start = starts[i];
    out[i] = start >= 0 ? x[start] : fill;
  }
}

function gatherRows(
  x: TypedArray,
  starts: Int32Array,
  out: TypedArray,
  count: number,
  size: number,
  fill: number,
): void {
  for (let i = 0; i < count; i++) {
    const from = starts[i];
    const to = i * size;
    if (from < 0) out.fill(fill, to, to + size);
    else for (let j = 0; j < size; j++) out[to + j] = x[from + j];
  }
}

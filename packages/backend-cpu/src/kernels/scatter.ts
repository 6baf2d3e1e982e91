/** Scatter: combines windows of updates into an array at computed places, in row-major order of the index vectors. */
import { isFloat, stridesOf, type ArrayType, type TypedArray } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { tileOf, type Combine } from "./combine.js";
import { updating, type Kernel } from "./kernel.js";
import { scratch } from "./scratch.js";
import { windowCount, windowLayout, windowStarts } from "./windows.js";

export interface ScatterParams {
  readonly updateWindowDims: readonly number[];
  readonly insertedWindowDims: readonly number[];
  readonly scatterDimsToOperandDims: readonly number[];
  readonly operandBatchingDims: readonly number[];
  readonly scatterIndicesBatchingDims: readonly number[];
  readonly mode: "clip" | "drop" | "promise";
  readonly combine: Combine;
  readonly unique: boolean;
}

/** From this many windows on sums are held in doubles, since any number of windows may meet at one element. */
const MANY = 64;
const offsetsOfWindows = scratch(Int32Array);
const doubles = scratch(Float64Array);

const isSigned = (combine: Combine): boolean => combine === "min" || combine === "max";

/** A promise that is not kept drops the window: nothing outside of the array is ever written. */
export const scatter: Kernel<ScatterParams> = /* @__PURE__ */ updating(([operand, indices, updates], _, params) => {
  const { combine, updateWindowDims } = params;
  const gone = [...params.insertedWindowDims, ...params.operandBatchingDims];
  const { shape, strides, size, at } = windowLayout(updates.shape, updateWindowDims);
  let window = 0;
  const locate = windowStarts({
    operand: operand.shape,
    sizes: operand.shape.map((_length, axis) => (gone.includes(axis) ? 1 : shape[window++])),
    indices: indices.shape,
    map: params.scatterDimsToOperandDims,
    operandBatch: params.operandBatchingDims,
    indicesBatch: params.scatterIndicesBatchingDims,
    clip: params.mode === "clip",
  });
  const count = windowCount(indices.shape);
  const operandStrides = stridesOf(operand.shape).filter((_stride, axis) => !gone.includes(axis));
  const run = box(tileOf(combine, operand.dtype), shape, operandStrides, strides);
  const wide = sumsInDoubles(operand, params, count);
  return (buffers) => {
    const out = buffers[3];
    const target = wide ? doubles(out.length).subarray(0, out.length) : isSigned(combine) ? out : bits(out);
    const source = isSigned(combine) ? buffers[2] : bits(buffers[2]);
    const starts = offsetsOfWindows(count);
    if (wide) target.set(buffers[0]);
    else if (out !== buffers[0]) out.set(buffers[0]);
    locate(buffers[1], starts);
    if (size === 1 && combine === "set") setElements(source, starts, target, count);
    else if (size === 1 && combine === "add") addElements(source, starts, target, count);
    else
      for (let i = 0; i < count; i++) {
        if (starts[i] >= 0) run(target, starts[i], source, at === null ? i * size : at[i]);
      }
    if (wide) out.set(target);
  };
});

const sumsInDoubles = ({ dtype }: ArrayType, { combine, unique }: ScatterParams, count: number): boolean =>
  combine === "add" && !unique && count >= MANY && isFloat(dtype) && dtype !== "float64";

function setElements(source: TypedArray, starts: Int32Array, target: TypedArray, count: number): void {
  for (let i = 0; i < count; i++) if (starts[i] >= 0) target[starts[i]] = source[i];
}

function addElements(source: TypedArray, starts: Int32Array, target: TypedArray, count: number): void {
  for (let i = 0; i < count; i++) if (starts[i] >= 0) target[starts[i]] += source[i];
}

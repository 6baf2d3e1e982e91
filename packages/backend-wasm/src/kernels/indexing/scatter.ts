/** Scatter: combines windows of updates into an array at computed places, in row-major order of the index vectors. */
import { bytesOf, sizeOf, type ArrayType, type ScatterParams } from "@fluxion/core";
import { i32, memoryCopy, type I32 } from "../../emit/index.js";
import { byteSize, type WasmDType } from "../../lanes/value.js";
import type { Kernel } from "../../program/emission.js";
import { copyBox } from "../movement/box.js";
import { combineBox } from "../movement/combine-box.js";
import { forWindows, windowBox, type Windows } from "./windows.js";

/** A promise that is not kept drops the window: nothing outside of the array is ever written. */
export const scatter: Kernel = (site) => {
  const params = site.equation.params as ScatterParams;
  const [operand, indices, updates] = site.equation.inputs.map(({ type }) => type) as [ArrayType, ArrayType, ArrayType];
  const dtype = operand.dtype as WasmDType;
  const bytes = byteSize(dtype);
  const gone = [...params.insertedWindowDims, ...params.operandBatchingDims];
  let window = 0;
  const windows: Windows = {
    bytes,
    operand: operand.shape,
    sizes: operand.shape.map((_, axis) =>
      gone.includes(axis) ? 1 : (updates.shape[params.updateWindowDims[window++] as number] as number),
    ),
    indices: indices.shape,
    indexType: indices.dtype as WasmDType,
    map: params.scatterDimsToOperandDims,
    operandBatch: params.operandBatchingDims,
    indicesBatch: params.scatterIndicesBatchingDims,
    clip: params.mode === "clip",
    list: updates.shape,
    windowAxes: params.updateWindowDims,
  };
  const { code } = site.scope;
  const [from, vectors, pieces] = site.inputs as [I32, I32, I32];
  const out = site.outputs[0] as I32;
  code.do(memoryCopy(out, from, i32.const(bytesOf(operand))));
  if (sizeOf(updates.shape) === 0) return;
  const box = windowBox(windows, gone);
  const by = { set: undefined, add: "add", mul: "mul", min: "min", max: "max" }[params.combine] as
    | "add"
    | "mul"
    | "min"
    | "max"
    | undefined;
  forWindows(code, windows, { operand: out, indices: vectors, list: pieces }, (place) => {
    const write = (): void => {
      const whole = {
        lengths: box.lengths,
        from: place.inList,
        to: place.inOperand,
        fromStrides: box.listStrides,
        toStrides: box.operandStrides,
      };
      if (by === undefined) copyBox(site.scope, { ...whole, bytes });
      else combineBox(site.scope, dtype === "bool" && by === "add" ? "or" : by, dtype, whole);
    };
    if (windows.clip) write();
    else code.if(place.fits, write);
  });
};

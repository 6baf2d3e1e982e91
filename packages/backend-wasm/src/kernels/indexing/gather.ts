/** Gather: copies the windows of an array that start at computed places. */
import { isFloat, sizeOf, type ArrayType, type GatherParams } from "@fluxion/core";
import type { I32 } from "../../emit/index.js";
import { identityOf } from "../../reduce/combining.js";
import { literal } from "../../lanes/constants.js";
import { packed } from "../../lanes/transfer.js";
import { byteSize, type WasmDType } from "../../lanes/value.js";
import type { Kernel } from "../../program/emission.js";
import { copyBox, fillBox } from "../movement/box.js";
import { forWindows, windowBox, type Windows } from "./windows.js";

/** What stands for a window outside of the array: NaN, the least signed or the greatest unsigned integer, true. */
function defaultFill(dtype: WasmDType): number {
  if (isFloat(dtype)) return NaN;
  const least = identityOf("max", dtype);
  return least < 0 ? least : identityOf("min", dtype);
}

/** Promised indices are clipped too: nothing outside of the array is ever read. */
export const gather: Kernel = (site) => {
  const params = site.equation.params as GatherParams;
  const [operand, indices] = site.equation.inputs.map(({ type }) => type) as [ArrayType, ArrayType];
  const result = site.equation.outputs[0]?.type as ArrayType;
  const dtype = operand.dtype as WasmDType;
  const bytes = byteSize(dtype);
  const windows: Windows = {
    bytes,
    operand: operand.shape,
    sizes: params.sliceSizes,
    indices: indices.shape,
    indexType: indices.dtype as WasmDType,
    map: params.startIndexMap,
    operandBatch: params.operandBatchingDims,
    indicesBatch: params.startIndicesBatchingDims,
    clip: params.mode !== "fill",
    list: result.shape,
    windowAxes: params.offsetDims,
  };
  if (sizeOf(result.shape) === 0) return;
  const { code } = site.scope;
  const box = windowBox(windows, [...params.collapsedSliceDims, ...params.operandBatchingDims]);
  const [from, vectors] = site.inputs as [I32, I32];
  forWindows(code, windows, { operand: from, indices: vectors, list: site.outputs[0] as I32 }, (place) => {
    const copy = (): void =>
      copyBox(site.scope, {
        lengths: box.lengths,
        bytes,
        from: place.inOperand,
        to: place.inList,
        fromStrides: box.operandStrides,
        toStrides: box.listStrides,
      });
    if (windows.clip) return copy();
    const fill = literal(params.fill ?? defaultFill(dtype), dtype);
    code.if(place.fits, copy, () =>
      fillBox(code, place.inList, box.lengths, box.listStrides, bytes, packed(fill)[0] as never),
    );
  });
};

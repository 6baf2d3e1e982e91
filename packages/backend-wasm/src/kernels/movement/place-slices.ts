/** Places slices: zeros, with each operand added at its strided box. */
import { bytesOf, stridesOf, type ArrayType, type Var } from "@fluxion/core";
import { i32, memoryFill, type I32 } from "../../emit/index.js";
import { byteSize, type WasmDType } from "../../lanes/value.js";
import type { Kernel } from "../../program/emission.js";
import { combineBox } from "./combine-box.js";

interface PlaceSlicesParams {
  readonly boxes: readonly { readonly starts: readonly number[]; readonly strides: readonly number[] }[];
}

export const placeSlices: Kernel = (site) => {
  const { boxes } = site.equation.params as PlaceSlicesParams;
  const result = site.equation.outputs[0]?.type as ArrayType;
  const dtype = result.dtype as WasmDType;
  const strides = stridesOf(result.shape);
  const out = site.outputs[0] as I32;
  site.scope.code.do(memoryFill(out, i32.const(0), i32.const(bytesOf(result))));
  boxes.forEach((box, i) => {
    const { shape } = (site.equation.inputs[i] as Var).type;
    const first = box.starts.reduce((sum, start, axis) => sum + start * (strides[axis] as number), 0);
    combineBox(site.scope, dtype === "bool" ? "or" : "add", dtype, {
      lengths: shape,
      from: site.inputs[i] as I32,
      to: i32.add(out, i32.const(first * byteSize(dtype))),
      fromStrides: stridesOf(shape),
      toStrides: strides.map((stride, axis) => stride * (box.strides[axis] as number)),
    });
  });
};

/** Slices whose starts are known only when the program runs; a slice that would not fit is moved inside. */
import { bytesOf, stridesOf, type ArrayType } from "@fluxion/core";
import { i32, load, memoryCopy, select, type I32 } from "../../emit/index.js";
import { byteSize, type WasmDType } from "../../lanes/value.js";
import type { Kernel, Site } from "../../program/emission.js";
import { copyBox } from "./box.js";

/** Bytes from the start of the array to the slice. */
function offsetOf(site: Site, { shape, dtype }: ArrayType, sizes: readonly number[], starts: readonly I32[]): I32 {
  const { code } = site.scope;
  const strides = stridesOf(shape);
  return starts.reduce<I32>((sum, address, axis) => {
    const most = i32.const((shape[axis] as number) - (sizes[axis] as number));
    const given = code.let(load.i32(address));
    const low = code.let(select(i32.ltS(given, i32.const(0)), i32.const(0), given));
    const start = select(i32.gtS(low, most), most, low);
    return i32.add(sum, i32.mul(start, i32.const((strides[axis] as number) * byteSize(dtype as WasmDType))));
  }, i32.const(0));
}

export const dynamicSlice: Kernel = (site) => {
  const operand = site.equation.inputs[0]?.type as ArrayType;
  const { sizes } = site.equation.params as { sizes: readonly number[] };
  const offset = offsetOf(site, operand, sizes, site.inputs.slice(1));
  copyBox(site.scope, {
    lengths: sizes,
    bytes: byteSize(operand.dtype as WasmDType),
    from: site.scope.code.let(i32.add(site.inputs[0] as I32, offset)),
    to: site.outputs[0] as I32,
    fromStrides: stridesOf(operand.shape),
    toStrides: stridesOf(sizes),
  });
};

export const dynamicUpdateSlice: Kernel = (site) => {
  const [operand, update] = site.equation.inputs.map(({ type }) => type) as [ArrayType, ArrayType];
  const [from, piece, ...starts] = site.inputs as [I32, I32, ...I32[]];
  const { code } = site.scope;
  const to = site.outputs[0] as I32;
  const offset = code.let(offsetOf(site, operand, update.shape, starts));
  code.do(memoryCopy(to, from, i32.const(bytesOf(operand))));
  copyBox(site.scope, {
    lengths: update.shape,
    bytes: byteSize(operand.dtype as WasmDType),
    from: piece,
    to: code.let(i32.add(to, offset)),
    fromStrides: stridesOf(update.shape),
    toStrides: stridesOf(operand.shape),
  });
};

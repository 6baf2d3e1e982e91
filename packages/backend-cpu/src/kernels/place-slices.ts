/** Places slices: zeros, with each operand added at its strided box. */
import { isFloat, stridesOf, type Shape } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { add } from "./combine.js";
import type { Kernel } from "./kernel.js";
import { scratch } from "./scratch.js";

export interface PlaceSlicesParams {
  readonly boxes: readonly { readonly starts: readonly number[]; readonly strides: readonly number[] }[];
}

/** From this many operands on sums are held in doubles, since any number of boxes may lie on one element. */
const MANY = 32;
const doubles = scratch(Float64Array);

const at = (starts: readonly number[], strides: readonly number[]): number =>
  starts.reduce((offset, start, axis) => offset + start * strides[axis], 0);

const placed = (x: Shape, strides: readonly number[], steps: readonly number[]) =>
  box(
    add,
    x,
    strides.map((stride, axis) => stride * steps[axis]),
    stridesOf(x),
  );

export const placeSlices: Kernel<PlaceSlicesParams> = (inputs, [{ shape, dtype }], { boxes }) => {
  const strides = stridesOf(shape);
  const parts = inputs.map((x, i) => ({
    to: at(boxes[i].starts, strides),
    run: placed(x.shape, strides, boxes[i].strides),
  }));
  const wide = parts.length >= MANY && isFloat(dtype) && dtype !== "float64";
  return (buffers) => {
    const out = buffers[parts.length];
    const target = wide ? doubles(out.length).subarray(0, out.length) : bits(out);
    target.fill(0);
    for (let i = 0; i < parts.length; i++) parts[i].run(target, parts[i].to, bits(buffers[i]), 0);
    if (wide) out.set(target);
  };
};

/** Places slices: zeros, with each operand added at its strided box. */
import { isFloat, stridesOf, type ArrayType, type DType } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { add } from "./combine.js";
import type { Kernel } from "./kernel.js";
import type { Move } from "./move.js";
import { wholeOf } from "./moves.js";
import { scratch } from "./scratch.js";

export interface PlaceSlicesParams {
  readonly boxes: readonly { readonly starts: readonly number[]; readonly strides: readonly number[] }[];
}

/** From this many operands on sums are held in doubles, since any number of boxes may lie on one element. */
const MANY = 32;
const doubles = scratch(Float64Array);

const isWide = (parts: number, dtype: DType): boolean => parts >= MANY && isFloat(dtype) && dtype !== "float64";

const movesOf = (
  inputs: readonly ArrayType[],
  { shape }: ArrayType,
  { boxes }: PlaceSlicesParams,
): (Move & { readonly adds: true })[] => {
  const own = stridesOf(shape);
  return inputs.map((x, operand) => {
    const { starts, strides } = boxes[operand];
    const to = {
      offset: starts.reduce((offset, start, axis) => offset + start * own[axis], 0),
      strides: own.map((stride, axis) => stride * strides[axis]),
    };
    return { operand, shape: x.shape, from: wholeOf(x), to, adds: true };
  });
};

const kernel: Kernel<PlaceSlicesParams> = (inputs, [output], params) => {
  const parts = movesOf(inputs, output, params).map(({ shape, from, to }) => ({
    to: to.offset,
    run: box(add, shape, to.strides, from.strides),
  }));
  const wide = isWide(parts.length, output.dtype);
  return (buffers) => {
    const out = buffers[parts.length];
    const target = wide ? doubles(out.length).subarray(0, out.length) : bits(out);
    target.fill(0);
    for (let i = 0; i < parts.length; i++) parts[i].run(target, parts[i].to, bits(buffers[i]), 0);
    if (wide) out.set(target);
  };
};

export const placeSlices: Kernel<PlaceSlicesParams> = /* @__PURE__ */ Object.assign(kernel, {
  moves: (...given: Parameters<typeof movesOf>) =>
    isWide(given[0].length, given[1].dtype) ? undefined : movesOf(...given),
});

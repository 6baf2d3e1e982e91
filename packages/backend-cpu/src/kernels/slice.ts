/** Slice: a strided box of the operand. */
import { stridesOf } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";

export interface SliceParams {
  readonly starts: readonly number[];
  readonly strides: readonly number[];
}

export const slice: Kernel<SliceParams> = ([x], [{ shape }], { starts, strides }) => {
  const own = stridesOf(x.shape);
  const run = box(
    copy,
    shape,
    stridesOf(shape),
    own.map((stride, axis) => stride * strides[axis]),
  );
  const first = starts.reduce((offset, start, axis) => offset + start * own[axis], 0);
  return (buffers) => run(bits(buffers[1]), 0, bits(buffers[0]), first);
};

/** Pad: a value before, after and between the elements; negative amounts cut off. */
import { sizeOf, stridesOf } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";

export interface PadParams {
  readonly low: readonly number[];
  readonly interior: readonly number[];
}

export const pad: Kernel<PadParams> = ([x], [{ shape }], { low, interior }) => {
  const own = stridesOf(x.shape);
  const strides = stridesOf(shape);
  let from = 0;
  let to = 0;
  // Along each axis the elements that stay are a range: the first lands on or after 0, the last before the end.
  const kept = shape.map((length, axis) => {
    const step = interior[axis] + 1;
    const first = Math.max(0, Math.ceil(-low[axis] / step));
    const end = Math.min(x.shape[axis], Math.floor((length - 1 - low[axis]) / step) + 1);
    from += first * own[axis];
    to += (low[axis] + first * step) * strides[axis];
    return Math.max(0, end - first);
  });
  const run = box(
    copy,
    kept,
    strides.map((stride, axis) => stride * (interior[axis] + 1)),
    own,
  );
  const covered = sizeOf(kept) === sizeOf(shape);
  return (buffers) => {
    const out = bits(buffers[2]);
    if (!covered) buffers[2].fill(buffers[1][0]);
    run(out, to, bits(buffers[0]), from);
  };
};

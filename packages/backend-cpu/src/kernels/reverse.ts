/** Reverse: the elements along the given axes in the opposite order. */
import { stridesOf } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";

export const reverse: Kernel<{ readonly axes: readonly number[] }> = ([{ shape }], _, { axes }) => {
  const own = stridesOf(shape);
  const run = box(
    copy,
    shape,
    own,
    own.map((stride, axis) => (axes.includes(axis) ? -stride : stride)),
  );
  const last = axes.reduce((offset, axis) => offset + (shape[axis] - 1) * own[axis], 0);
  return (buffers) => run(bits(buffers[1]), 0, bits(buffers[0]), last);
};

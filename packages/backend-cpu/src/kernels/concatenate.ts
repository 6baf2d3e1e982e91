/** Concatenate: the operands one after the other along an axis. */
import { stridesOf } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";

export const concatenate: Kernel<{ readonly axis: number }> = (inputs, [{ shape }], { axis }) => {
  const strides = stridesOf(shape);
  let offset = 0;
  const parts = inputs.map((x) => {
    const at = offset;
    offset += x.shape[axis] * strides[axis];
    return { at, run: box(copy, x.shape, strides, stridesOf(x.shape)) };
  });
  return (buffers) => {
    const out = bits(buffers[parts.length]);
    for (let i = 0; i < parts.length; i++) parts[i].run(out, parts[i].at, bits(buffers[i]), 0);
  };
};

/** Broadcast: repeats the operand along new axes. */
import { stridesOf } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";

export const broadcast: Kernel<{ readonly axes: readonly number[] }> = ([x], [{ shape }], { axes }) => {
  const own = stridesOf(x.shape);
  let axisOfOperand = 0;
  const strides = shape.map((_, axis) => (axes.includes(axis) ? 0 : own[axisOfOperand++]));
  const run = box(copy, shape, stridesOf(shape), strides);
  return (buffers) => run(bits(buffers[1]), 0, bits(buffers[0]), 0);
};

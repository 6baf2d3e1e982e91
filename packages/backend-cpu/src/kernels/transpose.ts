/** Transpose: axis i of the result is axis `permutation[i]` of the operand. */
import { stridesOf } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";

export const transpose: Kernel<{ readonly permutation: readonly number[] }> = ([x], [{ shape }], { permutation }) => {
  const own = stridesOf(x.shape);
  const strides = permutation.map((axis) => own[axis]);
  const run = box(copy, shape, stridesOf(shape), strides);
  return (buffers) => run(bits(buffers[1]), 0, bits(buffers[0]), 0);
};

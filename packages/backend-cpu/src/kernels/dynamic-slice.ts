/** Dynamic slice and its counterpart: a box read or written at computed starts, moved so that it fits. */
import { stridesOf, type Shape, type TypedArray } from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { copy } from "./copy.js";
import { updating, type Kernel } from "./kernel.js";

/** The offset of the box in the array, from the start of each axis: a scalar buffer each, from `first` on. */
function boxOffset(array: Shape, sizes: Shape): (buffers: readonly TypedArray[], first: number) => number {
  const strides = stridesOf(array);
  return (buffers, first) => {
    let offset = 0;
    for (let axis = 0; axis < array.length; axis++) {
      const start = Math.max(0, Math.min(buffers[first + axis][0], array[axis] - sizes[axis]));
      offset += start * strides[axis];
    }
    return offset;
  };
}

export const dynamicSlice: Kernel = ([x], [{ shape }]) => {
  const offset = boxOffset(x.shape, shape);
  const run = box(copy, shape, stridesOf(shape), stridesOf(x.shape));
  return (buffers) => run(bits(buffers[buffers.length - 1]), 0, bits(buffers[0]), offset(buffers, 1));
};

export const dynamicUpdateSlice: Kernel = /* @__PURE__ */ updating(([x, update]) => {
  const offset = boxOffset(x.shape, update.shape);
  const run = box(copy, update.shape, stridesOf(x.shape), stridesOf(update.shape));
  return (buffers) => {
    const out = buffers[buffers.length - 1];
    if (out !== buffers[0]) out.set(buffers[0]);
    run(bits(out), offset(buffers, 2), bits(buffers[1]), 0);
  };
});

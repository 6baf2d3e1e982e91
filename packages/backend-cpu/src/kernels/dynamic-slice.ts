/** Dynamic slice and its counterpart: a box read or written at computed starts, moved so that it fits. */
import { stridesOf, type Shape } from "@fluxion/core";
import type { Side } from "./move.js";
import { moving, wholeOf } from "./moves.js";

/** A box of an array that begins where the operands from `first` on say, one for each axis. */
function boxAt(array: Shape, sizes: Shape, first: number): Side {
  const strides = stridesOf(array);
  const starts = array.map((length, axis) => ({
    operand: first + axis,
    most: length - sizes[axis],
    stride: strides[axis],
  }));
  return { offset: 0, strides, starts };
}

export const dynamicSlice = /* @__PURE__ */ moving<unknown>(([x], output) => [
  { operand: 0, shape: output.shape, from: boxAt(x.shape, output.shape, 1), to: wholeOf(output) },
]);

export const dynamicUpdateSlice = /* @__PURE__ */ moving<unknown>(
  ([x, update], output) => [
    { operand: 0, shape: x.shape, from: wholeOf(x), to: wholeOf(output) },
    { operand: 1, shape: update.shape, from: wholeOf(update), to: boxAt(x.shape, update.shape, 2) },
  ],
  { overwrites: 0 },
);

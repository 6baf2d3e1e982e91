/** Pad: a value before, after and between the elements; negative amounts cut off. */
import { sizeOf, stridesOf } from "@fluxion/core";
import type { Move } from "./move.js";
import { moving, wholeOf } from "./moves.js";

export interface PadParams {
  readonly low: readonly number[];
  readonly interior: readonly number[];
}

export const pad = /* @__PURE__ */ moving<PadParams>(([x], output, { low, interior }) => {
  const { shape } = output;
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
  const elements: Move = {
    operand: 0,
    shape: kept,
    from: { offset: from, strides: own },
    to: { offset: to, strides: strides.map((stride, axis) => stride * (interior[axis] + 1)) },
  };
  if (sizeOf(kept) === sizeOf(shape)) return [elements];
  return [{ operand: 1, shape, from: { offset: 0, strides: shape.map(() => 0) }, to: wholeOf(output) }, elements];
});

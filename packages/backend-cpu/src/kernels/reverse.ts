/** Reverse: the elements along the given axes in the opposite order. */
import { stridesOf } from "@fluxion/core";
import { moving, wholeOf } from "./moves.js";

export const reverse = /* @__PURE__ */ moving<{ readonly axes: readonly number[] }>(([x], output, { axes }) => {
  const own = stridesOf(x.shape);
  const strides = own.map((stride, axis) => (axes.includes(axis) ? -stride : stride));
  const offset = axes.reduce((total, axis) => total + (x.shape[axis] - 1) * own[axis], 0);
  return [{ operand: 0, shape: x.shape, from: { offset, strides }, to: wholeOf(output) }];
});

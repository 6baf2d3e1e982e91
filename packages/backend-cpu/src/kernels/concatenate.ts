/** Concatenate: the operands one after the other along an axis. */
import { stridesOf } from "@fluxion/core";
import { moving, wholeOf } from "./moves.js";

export const concatenate = /* @__PURE__ */ moving<{ readonly axis: number }>((inputs, { shape }, { axis }) => {
  const strides = stridesOf(shape);
  let next = 0;
  return inputs.map((x, operand) => {
    const offset = next;
    next += x.shape[axis] * strides[axis];
    return { operand, shape: x.shape, from: wholeOf(x), to: { offset, strides } };
  });
});

/** Broadcast: repeats the operand along new axes. */
import { stridesOf } from "@fluxion/core";
import { moving, wholeOf } from "./moves.js";

export const broadcast = /* @__PURE__ */ moving<{ readonly axes: readonly number[] }>(([x], output, { axes }) => {
  const own = stridesOf(x.shape);
  let axisOfOperand = 0;
  const strides = output.shape.map((_, axis) => (axes.includes(axis) ? 0 : own[axisOfOperand++]));
  return [{ operand: 0, shape: output.shape, from: { offset: 0, strides }, to: wholeOf(output) }];
});

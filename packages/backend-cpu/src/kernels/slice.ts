/** Slice: a strided box of the operand. */
import { stridesOf } from "@fluxion/core";
import { moving, wholeOf } from "./moves.js";

export interface SliceParams {
  readonly starts: readonly number[];
  readonly strides: readonly number[];
}

export const slice = /* @__PURE__ */ moving<SliceParams>(([x], output, { starts, strides }) => {
  const own = stridesOf(x.shape);
  const from = {
    offset: starts.reduce((total, start, axis) => total + start * own[axis], 0),
    strides: own.map((stride, axis) => stride * strides[axis]),
  };
  return [{ operand: 0, shape: output.shape, from, to: wholeOf(output) }];
});

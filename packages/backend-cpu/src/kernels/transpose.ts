/** Transpose: axis i of the result is axis `permutation[i]` of the operand. */
import { stridesOf } from "@fluxion/core";
import { moving, wholeOf } from "./moves.js";

export const transpose = /* @__PURE__ */ moving<{ readonly permutation: readonly number[] }>(
  ([x], output, { permutation }) => {
    const own = stridesOf(x.shape);
    const strides = permutation.map((axis) => own[axis]);
    return [{ operand: 0, shape: output.shape, from: { offset: 0, strides }, to: wholeOf(output) }];
  },
);

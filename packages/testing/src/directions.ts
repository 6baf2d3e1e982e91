/**
 * Directions to differentiate along: fixed numbers without a pattern, between 1/4 and 1 in size and of either sign. They are
 * multiples of 2⁻⁸, so that small steps along them from coarse numbers are exact.
 */
import type { ArrayType } from "@fluxion/core";
import { tensor, type Tensor } from "./tensor.js";

/** Numbers in [0, 1) that do not repeat: multiples of an irrational number, modulo 1. */
export const fraction = (index: number, salt = 0): number => {
  const x = (index + 1) * 0.6180339887498949 + (salt + 1) * 0.7548776662466927;
  return x - Math.floor(x);
};

export const direction = ({ dtype, shape }: ArrayType, salt: number): Tensor =>
  tensor(
    dtype,
    shape,
    (i) => (Math.round(64 + 192 * fraction(i, salt)) / 256) * (fraction(i, salt + 17) < 0.5 ? -1 : 1),
  );

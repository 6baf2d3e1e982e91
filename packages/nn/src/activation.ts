/** Activations as functions of anything that is an array: a pointwise primitive behind a conversion to floats. */
import {
  bindOne,
  NO_PARAMS,
  pointwise,
  type NDArray,
  type Primitive,
  type Scalar,
  type ScalarOps,
} from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { float, floats } from "./operands.js";

export type Activation = (x: Operand) => NDArray;

/** Applies a primitive of one operand to floats of any shape. */
export const activation =
  (primitive: Primitive<object>): Activation =>
  (x) =>
    bindOne(primitive, [float(x)], NO_PARAMS);

/** A body of an operand and of a setting that may be an array too. */
type SetBody = (s: ScalarOps<Scalar>, x: Scalar, setting: Scalar) => Scalar;

/**
 * An activation with a setting: a number becomes part of the program, an array broadcasts against x and has a derivative.
 */
export function activationWith(name: string, body: SetBody): (x: Operand, setting: Operand) => NDArray {
  const fixed = pointwise<{ readonly value: number }>(name, {
    body:
      (s, { value }) =>
      (x) =>
        body(s, x, s.lit(value)),
  });
  const free = pointwise(`${name}Of`, { body: (s) => (x, setting) => body(s, x, setting) }, 2);
  return (x, setting) =>
    typeof setting === "number"
      ? bindOne(fixed, [float(x)], { value: setting })
      : bindOne(free, floats(x, setting), NO_PARAMS);
}

/**
 * A value for finite x, and the limit max(x, 0) for ±∞, where factors of it would make ∞·0. NaN stays NaN, and derivatives
 * there are those of max.
 */
export const withTails = (s: ScalarOps<Scalar>, x: Scalar, value: Scalar): Scalar =>
  s.select(s.isFinite(x), value, s.max(x, s.lit(0)));

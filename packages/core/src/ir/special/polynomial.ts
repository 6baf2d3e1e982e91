/** Polynomials and rational functions over any meaning of a scalar. */
import type { Scalar, ScalarOps } from "../scalar.js";

export type Ops = ScalarOps<Scalar>;

/** Horner's rule, coefficients from the highest power down. */
export const horner = (s: Ops, coefficients: readonly number[], x: Scalar): Scalar =>
  coefficients.slice(1).reduce<Scalar>((sum, c) => s.add(s.mul(sum, x), s.lit(c)), s.lit(coefficients[0] as number));

/** The value of the first branch whose condition holds, else the last value; all are computed. */
export const branches = (
  s: Ops,
  rows: readonly (readonly [condition: Scalar, value: Scalar])[],
  otherwise: Scalar,
): Scalar => [...rows].reverse().reduce((rest, [condition, value]) => s.select(condition, value, rest), otherwise);

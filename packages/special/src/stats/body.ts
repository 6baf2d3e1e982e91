/** Functions of a standard distribution as bodies over any meaning of a scalar. */
import { pointwise, type Scalar } from "@fluxion/core";
import { applied, unary } from "../functions.js";
import type { S } from "../scalar/series.js";
import type { Standard } from "./location-scale.js";

/** Of x alone. */
export const ofX = (name: string, body: (s: S, x: Scalar) => Scalar): Standard =>
  unary(pointwise(name, { body: (s) => (x) => body(s, x) }));

/** Of x and one shape parameter. */
export function ofShape(name: string, body: (s: S, x: Scalar, a: Scalar) => Scalar): Standard {
  const primitive = pointwise(name, { body: (s) => (x, a) => body(s, x, a) }, 2);
  return (...operands) => applied(primitive, {}, ...operands);
}

/** The value, and NaN where q is no probability. */
export const forProbability = (s: S, q: Scalar, value: Scalar): Scalar =>
  s.select(s.and(s.ge(q, s.lit(0)), s.le(q, s.lit(1))), value, s.lit(Number.NaN));

/** `value` where x ≥ least, `below` under it; NaN stays. */
export const from = (s: S, least: number, x: Scalar, value: Scalar, below: number): Scalar =>
  s.select(s.lt(x, s.lit(least)), s.lit(below), value);

/** log(1 − e⁻ʷ) for w ≥ 0, as in Mächler, "Accurately computing log(1 − exp(−|a|))" (2012). */
export const log1mexpOf = (s: S, w: Scalar): Scalar =>
  s.select(s.lt(w, s.lit(Math.LN2)), s.log(s.neg(s.expm1(s.neg(w)))), s.log1p(s.neg(s.exp(s.neg(w)))));

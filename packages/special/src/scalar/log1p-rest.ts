/** u − log(1 + u) as a scalar body, accurate near 0. */
import type { Scalar } from "@fluxion/core";
import { polynomial, type S } from "./series.js";

/** (u − log(1 + u))/u² for |u| ≤ ½: with r = u/(2 + u), log(1 + u) is 2·artanh r, so this is 1/(2 + u) − 2r·Σ r²ᵏ/(2k + 3)/(2 + u)². */
export function log1pRestBySquare(s: S, u: Scalar): Scalar {
  const terms = Array.from({ length: s.dtype === "float64" ? 17 : 8 }, (_, k) => 1 / (2 * k + 3));
  const scale = s.div(s.lit(1), s.add(s.lit(2), u));
  const r = s.mul(u, scale);
  const tail = s.mul(s.mul(s.lit(2), r), polynomial(s, terms, s.mul(r, r)));
  return s.mul(scale, s.sub(s.lit(1), s.mul(scale, tail)));
}

/** u − log(1 + u) for u ≥ −1. */
export const log1pRest = (s: S, u: Scalar): Scalar =>
  s.select(s.lt(s.abs(u), s.lit(0.5)), s.mul(s.mul(u, u), log1pRestBySquare(s, u)), s.sub(u, s.log1p(u)));

/** Exponential integrals of any order. */
import {
  add,
  div,
  mul,
  neg,
  pointwise,
  raise,
  type NDArray,
  type PointwiseOperation,
  type Scalar,
} from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { applied } from "./functions.js";
import { EULER, exp1Of } from "./scalar/exp1.js";
import { polynomial, type S } from "./scalar/series.js";

interface Order {
  readonly n: number;
}

/** DLMF 8.19.8, for x ≤ 1 and n ≥ 2. */
function powerSeries(s: S, n: number, x: Scalar): Scalar {
  const terms: number[] = [];
  for (let k = 0, factor = 1; k < 20; k++, factor *= -1 / k) terms.push(k === n - 1 ? 0 : factor / (n - 1 - k));
  let [psi, factor] = [-EULER, 1];
  for (let k = 1; k < n; k++) {
    psi += 1 / k;
    factor *= -1 / k;
  }
  const leading = s.mul(s.mul(s.lit(factor), s.pow(x, s.lit(n - 1))), s.sub(s.lit(psi), s.log(x)));
  return s.add(polynomial(s, terms, x), s.select(s.gt(x, s.lit(0)), leading, s.mul(x, s.lit(0))));
}

/** DLMF 8.19.17 in its even part, from the inside out, for x ≥ 1. */
function continuedFraction(s: S, n: number, x: Scalar): Scalar {
  const depth = s.dtype === "float64" ? 110 : 30;
  let denominator = s.add(x, s.lit(n + 2 * depth));
  for (let k = depth; k > 0; k--)
    denominator = s.sub(s.add(x, s.lit(n + 2 * k - 2)), s.div(s.lit(k * (n + k - 1)), denominator));
  return s.div(s.exp(s.neg(x)), denominator);
}

function expnOf(s: S, n: number, x: Scalar): Scalar {
  if (n === 0) return s.div(s.exp(s.neg(x)), x);
  if (n === 1) return exp1Of(s, x);
  const value = s.select(s.gt(x, s.lit(1)), continuedFraction(s, n, x), powerSeries(s, n, x));
  return s.select(s.lt(x, s.lit(0)), s.lit(Number.NaN), value);
}

const primitive: PointwiseOperation<Order> = /* @__PURE__ */ pointwise<Order>("expn", {
  body:
    (s, { n }) =>
    (x) =>
      expnOf(s, n, x),
  // E₀′(x) = −e⁻ˣ/x − e⁻ˣ/x² = −E₀(x)·(1 + 1/x).
  jvp: ({ n }) => [(t, ans, x) => neg(mul(t, n === 0 ? mul(ans, add(1, div(1, x))) : primitive(x, { n: n - 1 })))],
});

/**
 * Eₙ(x) = ∫₁^∞ e^(−xt)/tⁿ dt for a whole n ≥ 0 and x ≥ 0, in floats; NaN below. An argument error for other n.
 * Source: DLMF 8.19.
 * @example expn(2, [0, 1]) // [1, 0.1484955]
 */
export function expn(n: number, x: Operand): NDArray {
  if (!Number.isInteger(n) || n < 0)
    raise({
      code: "argument",
      what: `the order is ${n}`,
      where: "special.expn",
      fix: "give a whole number from 0 upwards",
    });
  return applied(primitive, { n }, x);
}

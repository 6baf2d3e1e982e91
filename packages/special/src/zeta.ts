/** Hurwitz's zeta function, and the derivatives of digamma, which it gives. */
import {
  add,
  derivative,
  digamma,
  mul,
  neg,
  pointwise,
  raise,
  trigamma,
  type NDArray,
  type PointwiseOperation,
} from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { applied } from "./functions.js";
import { zetaOf } from "./scalar/zeta.js";

const zetaPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("zeta", {
  body: (s) => (x, q) => zetaOf(s, x, q),
  jvp: [
    (t, _, x, q) => mul(t, derivative(zetaPrimitive, 0)(x, q)),
    (t, _, x, q) => neg(mul(t, mul(x, zetaPrimitive(add(x, 1), q)))),
  ],
});

/**
 * Σ_{k ≥ 0} (q + k)^−x for x > 1 and q > 0, in floats; ∞ at x = 1 and q = 0, NaN below. The operands broadcast; q is 1 if not given,
 * which is Riemann's function. Source: DLMF 25.11.1.
 * @example zeta(2, [1, 2]) // [1.6449341, 0.6449341]
 */
export const zeta = (x: Operand, q: Operand = 1): NDArray => applied(zetaPrimitive, {}, x, q);

interface Order {
  readonly n: number;
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

const polygammaPrimitive: PointwiseOperation<Order> = /* @__PURE__ */ pointwise<Order>("polygamma", {
  body:
    (s, { n }) =>
    (x) =>
      s.mul(s.lit((n % 2 === 0 ? -1 : 1) * factorial(n)), zetaOf(s, s.lit(n + 1), x)),
  jvp: ({ n }) => [(t, _, x) => mul(t, polygammaPrimitive(x, { n: n + 1 }))],
});

/**
 * The n-th derivative of digamma for a whole n ≥ 0, in floats: (−1)ⁿ⁺¹·n!·ζ(n + 1, x). For n ≥ 2 it is NaN where x < 0.
 * An argument error for other n. Source: DLMF 5.15.1, 25.11.12.
 * @example polygamma(1, [1, 2]) // [1.6449341, 0.6449341]
 */
export function polygamma(n: number, x: Operand): NDArray {
  if (!Number.isInteger(n) || n < 0)
    raise({
      code: "argument",
      what: `the order is ${n}`,
      where: "special.polygamma",
      fix: "give a whole number from 0 upwards",
    });
  if (n <= 1) return applied(n === 0 ? digamma : trigamma, {}, x);
  return applied(polygammaPrimitive, { n }, x);
}

/** Rising factorials and binomial coefficients of fractions. */
import { add, digamma, mul, pointwise, sub, type PointwiseOperation, type Scalar } from "@fluxion/core";
import { binary, type Binary } from "./functions.js";
import { betalnOf, logGammaDrop } from "./scalar/betaln.js";
import { gammaOf, gammaOfPositive } from "./scalar/gamma.js";
import type { S } from "./scalar/series.js";

function pochOf(s: S, a: Scalar, m: Scalar): Scalar {
  const sum = s.add(a, m);
  const quotient = s.div(gammaOf(s, sum), gammaOf(s, a));
  const bound = s.lit(s.dtype === "float64" ? 150 : 30);
  const isModerate = s.and(s.lt(s.abs(a), bound), s.lt(s.abs(sum), bound));
  // Beyond, the gamma functions overflow. The drop is for m ≥ 0; for m < 0, (a)ₘ = 1/(a + m)₋ₘ.
  const isDown = s.lt(m, s.lit(0));
  const [low, high] = [s.select(isDown, sum, a), s.abs(m)];
  const drop = s.select(
    s.lt(low, s.lit(10)),
    s.sub(s.lgamma(low), s.lgamma(s.add(low, high))),
    logGammaDrop(s, high, low),
  );
  return s.select(isModerate, quotient, s.exp(s.select(isDown, drop, s.neg(drop))));
}

const pochPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("poch", {
  body: (s) => (a, m) => pochOf(s, a, m),
  jvp: [
    (t, ans, a, m) => mul(t, mul(ans, sub(digamma(add(a, m)), digamma(a)))),
    (t, ans, a, m) => mul(t, mul(ans, digamma(add(a, m)))),
  ],
});

function combOf(s: S, n: Scalar, k: Scalar): Scalar {
  const [zero, one] = [s.lit(0), s.lit(1)];
  const left = s.sub(n, k);
  const [top, bottom] = [s.add(n, one), [s.add(left, one), s.add(k, one)] as const];
  const large = s.div(s.exp(s.neg(betalnOf(s, ...bottom))), top);
  const factors = bottom.map((x) => gammaOfPositive(s, x)) as [Scalar, Scalar];
  const quotient = s.div(s.div(gammaOfPositive(s, top), factors[0]), factors[1]);
  const direct = s.select(s.lt(top, s.lit(s.dtype === "float64" ? 150 : 30)), quotient, large);
  const isWhole = s.and(s.eq(n, s.floor(n)), s.eq(k, s.floor(k)));
  const isExact = s.and(isWhole, s.lt(direct, s.lit(s.dtype === "float64" ? 1e13 : 1e5)));
  const isNone = s.or(s.or(s.lt(k, zero), s.lt(n, zero)), s.lt(left, zero));
  return s.select(isNone, zero, s.select(isExact, s.round(direct), direct));
}

const combPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("comb", {
  body: (s) => (n, k) => combOf(s, n, k),
  jvp: [
    (t, ans, n, k) => mul(t, mul(ans, sub(digamma(add(n, 1)), digamma(add(sub(n, k), 1))))),
    (t, ans, n, k) => mul(t, mul(ans, sub(digamma(add(sub(n, k), 1)), digamma(add(k, 1))))),
  ],
});

/**
 * The rising factorial Γ(a + m)/Γ(a) = a(a + 1)…(a + m − 1), in floats, for fractions too; the operands broadcast.
 * Source: DLMF 5.2.5.
 * @example poch(3, [0, 1, 2]) // [1, 3, 12]
 */
export const poch: Binary = /* @__PURE__ */ binary(pochPrimitive);

/**
 * The number of ways to choose k of n things, in floats, for fractions too: 0 where k < 0, n < 0 or k > n; whole numbers that
 * floats can hold are exact. The operands broadcast. Source: DLMF 1.2.6.
 * @example comb(5, [0, 2, 6]) // [1, 10, 0]
 */
export const comb: Binary = /* @__PURE__ */ binary(combPrimitive);

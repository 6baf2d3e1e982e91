/** The beta function and its logarithm. */
import { add, digamma, mul, pointwise, sub, type NDArray, type PointwiseOperation, type Scalar } from "@fluxion/core";
import { binary, type Binary } from "./functions.js";
import { betalnOf } from "./scalar/betaln.js";
import { gammaOfPositive } from "./scalar/gamma.js";
import type { S } from "./scalar/series.js";

const partial = (mine: NDArray, other: NDArray): NDArray => sub(digamma(mine), digamma(add(mine, other)));

const betalnPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("betaln", {
  body: (s) => (a, b) => betalnOf(s, a, b),
  jvp: [(t, _, a, b) => mul(t, partial(a, b)), (t, _, a, b) => mul(t, partial(b, a))],
});

/** Whether Γ(x) is negative: between −1 and 0, −3 and −2, … */
function isNegativeGamma(s: S, x: Scalar): Scalar {
  const half = s.mul(s.floor(x), s.lit(0.5));
  return s.and(s.lt(x, s.lit(0)), s.ne(half, s.floor(half)));
}

const betaPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("beta", {
  body: (s) => (a, b) => {
    const sum = s.add(a, b);
    const least = s.min(a, b);
    const isModerate = s.and(s.gt(least, s.lit(0)), s.lt(sum, s.lit(s.dtype === "float64" ? 150 : 30)));
    // Gamma functions are more accurate than exponentials of their logarithms, as long as none is near overflow or its pole.
    const quotient = s.mul(s.div(gammaOfPositive(s, least), gammaOfPositive(s, sum)), gammaOfPositive(s, s.max(a, b)));
    const size = s.select(isModerate, quotient, s.exp(betalnOf(s, a, b)));
    const signs = [a, b, sum].map((x) => isNegativeGamma(s, x)) as [Scalar, Scalar, Scalar];
    return s.select(s.xor(s.xor(signs[0], signs[1]), signs[2]), s.neg(size), size);
  },
  jvp: [(t, ans, a, b) => mul(t, mul(ans, partial(a, b))), (t, ans, a, b) => mul(t, mul(ans, partial(b, a)))],
});

/**
 * B(a, b) = Γ(a)Γ(b)/Γ(a + b), in floats; the operands broadcast. Source: DLMF 5.12.1.
 * @example beta(2, 3) // 0.083333333
 */
export const beta: Binary = /* @__PURE__ */ binary(betaPrimitive);

/**
 * log |B(a, b)|, in floats; the operands broadcast. Source: DLMF 5.12.1.
 * @example betaln(2, 3) // -2.4849066
 */
export const betaln: Binary = /* @__PURE__ */ binary(betalnPrimitive);

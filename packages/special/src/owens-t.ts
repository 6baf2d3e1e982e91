/** Owen's T function. */
import {
  add,
  div,
  erf,
  exp,
  mul,
  pointwise,
  square,
  type NDArray,
  type PointwiseOperation,
  type Scalar,
} from "@fluxion/core";
import { binary, type Binary } from "./functions.js";
import { ndtrOf } from "./scalar/normal.js";
import type { S } from "./scalar/series.js";

/** Nodes and weights of Gauss and Legendre's rule on [0, 1], DLMF 3.5.15. */
const NODES: readonly number[] = [
  0.0024063900014893447, 0.012635722014345263, 0.0308627239986336, 0.056792236497799464, 0.08999900701304853,
  0.12993790421072282, 0.17595317403151223, 0.22728926430558022, 0.28310324618697746, 0.3424786601519183,
  0.40444056626319186, 0.4679715535686972, 0.5320284464313028, 0.5955594337368082, 0.6575213398480817,
  0.7168967538130225, 0.7727107356944198, 0.8240468259684878, 0.8700620957892772, 0.9100009929869515,
  0.9432077635022005, 0.9691372760013663, 0.9873642779856547, 0.9975936099985107,
];
const WEIGHTS: readonly number[] = [
  0.006170614899994345, 0.01426569431446678, 0.022138719408709706, 0.02964929245771818, 0.03667324070554008,
  0.0430950807659766, 0.04880932605205696, 0.05372213505798278, 0.05775283402686276, 0.06083523646390165,
  0.06291872817341412, 0.06396909767337601, 0.06396909767337601, 0.06291872817341412, 0.06083523646390165,
  0.05775283402686276, 0.05372213505798278, 0.04880932605205696, 0.0430950807659766, 0.03667324070554008,
  0.02964929245771818, 0.022138719408709706, 0.01426569431446678, 0.006170614899994345,
];

/** The defining integral, for 0 ≤ a ≤ 1. */
function integral(s: S, h: Scalar, a: Scalar): Scalar {
  const [one, exponent] = [s.lit(1), s.mul(s.lit(-0.5), s.mul(h, h))];
  const terms = NODES.map((node, i) => {
    const step = s.mul(a, s.lit(node));
    const denominator = s.add(one, s.mul(step, step));
    return s.mul(
      s.lit((WEIGHTS[i] as number) / (2 * Math.PI)),
      s.div(s.exp(s.mul(exponent, denominator)), denominator),
    );
  });
  return s.mul(
    a,
    terms.reduce((sum, term) => s.add(sum, term)),
  );
}

/** For |a| > 1 by Owen's formula, with tails in place of distribution functions so that nothing cancels. */
function owensTOf(s: S, x: Scalar, y: Scalar): Scalar {
  const [h, a] = [s.abs(x), s.abs(y)];
  const isLarge = s.gt(a, s.lit(1));
  const product = s.select(s.eq(h, s.lit(0)), s.lit(0), s.mul(a, h));
  const inner = integral(s, s.select(isLarge, product, h), s.select(isLarge, s.div(s.lit(1), a), a));
  const [p, q] = [ndtrOf(s, s.neg(h)), ndtrOf(s, s.neg(product))];
  const outer = s.sub(s.sub(s.mul(s.lit(0.5), s.add(p, q)), s.mul(p, q)), inner);
  const value = s.select(isLarge, outer, inner);
  return s.select(s.lt(y, s.lit(0)), s.neg(value), value);
}

/** The integrand at a. */
function slope(h: NDArray, a: NDArray): NDArray {
  const denominator = add(1, square(a));
  return div(exp(mul(-0.5, mul(square(h), denominator))), mul(2 * Math.PI, denominator));
}

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("owensT", {
  body: (s) => (h, a) => owensTOf(s, h, a),
  jvp: [
    (t, _, h, a) =>
      mul(t, mul(-0.5 / Math.sqrt(2 * Math.PI), mul(exp(mul(-0.5, square(h))), erf(mul(Math.SQRT1_2, mul(a, h)))))),
    (t, _, h, a) => mul(t, slope(h, a)),
  ],
});

/**
 * (1/2π)·∫₀ᵃ e^(−h²(1 + x²)/2)/(1 + x²) dx, in floats: the probability that X > h and 0 < Y < aX for independent standard normal X
 * and Y. The operands broadcast. Source: Owen, "Tables for computing bivariate normal probabilities" (1956).
 * @example owensT(0, 1) // 0.125
 */
export const owensT: Binary = /* @__PURE__ */ binary(primitive);

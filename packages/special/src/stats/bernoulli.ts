/** The Bernoulli distribution: 1 with probability p, 0 otherwise. */
import { pointwise, type NDArray, type PointwiseOperation } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { applied } from "../functions.js";
import type { LocationOption } from "./poisson.js";

const logpmfPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise(
  "bernoulliLogpmf",
  {
    body: (s) => (k, p) => {
      const zero = s.select(s.eq(k, s.lit(0)), s.log1p(s.neg(p)), s.lit(-Infinity));
      return s.select(s.eq(k, s.lit(1)), s.log(p), zero);
    },
  },
  2,
);
const cdfPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise(
  "bernoulliCdf",
  {
    body: (s) => (k, p) =>
      s.select(s.lt(k, s.lit(0)), s.lit(0), s.select(s.ge(k, s.lit(1)), s.lit(1), s.sub(s.lit(1), p))),
  },
  2,
);

const moved = (k: Operand, { loc }: LocationOption): Operand => (loc === undefined ? k : np.subtract(k, loc));

/**
 * The logarithm of the probability of k, in floats: log p at 1, log(1 − p) at 0, −∞ elsewhere. The operands broadcast.
 * @example stats.bernoulli.logpmf([0, 1, 2], 0.25) // [-0.2876821, -1.3862944, -Infinity]
 */
export const logpmf = (k: Operand, p: Operand, options: LocationOption = {}): NDArray =>
  applied(logpmfPrimitive, {}, moved(k, options), p);

/**
 * The probability of k, in floats.
 * @example stats.bernoulli.pmf([0, 1, 2], 0.25) // [0.75, 0.25, 0]
 */
export const pmf = (k: Operand, p: Operand, options: LocationOption = {}): NDArray => np.exp(logpmf(k, p, options));

/**
 * The probability of at most k, in floats.
 * @example stats.bernoulli.cdf([-1, 0, 1], 0.25) // [0, 0.75, 1]
 */
export const cdf = (k: Operand, p: Operand, options: LocationOption = {}): NDArray =>
  applied(cdfPrimitive, {}, moved(k, options), p);

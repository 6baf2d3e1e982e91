/** The Poisson distribution. */
import {
  div,
  eq,
  ge,
  mul,
  pointwise,
  select,
  sub,
  zerosLike,
  type NDArray,
  type PointwiseOperation,
} from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { applied } from "../functions.js";
import { gammainc, gammaincc } from "../gammainc.js";
import { logPoissonOf } from "../scalar/log-poisson.js";

export interface LocationOption {
  /** What is added to the number; 0 if not given. */
  readonly loc?: Operand;
}

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise(
  "poissonLogpmf",
  {
    body: (s) => (k, mu) => {
      const isCount = s.and(s.ge(k, s.lit(0)), s.eq(k, s.floor(k)));
      return s.select(isCount, logPoissonOf(s, k, mu), s.select(s.eq(k, k), s.lit(-Infinity), k));
    },
    jvp: [
      null,
      (t, _, k, mu) => select(ge(k, 0), mul(t, sub(select(eq(k, 0), zerosLike(k), div(k, mu)), 1)), zerosLike(t)),
    ],
  },
  2,
);

const moved = (k: Operand, { loc }: LocationOption): Operand => (loc === undefined ? k : np.subtract(k, loc));

/**
 * The logarithm of the probability of k at mean mu, in floats; −∞ where k is no whole number from 0 upwards. The operands broadcast;
 * the derivative is by mu alone.
 * @example stats.poisson.logpmf(3, 2.5) // -1.5428874
 */
export const logpmf = (k: Operand, mu: Operand, options: LocationOption = {}): NDArray =>
  applied(primitive, {}, moved(k, options), mu);

/**
 * The probability of k at mean mu; as `logpmf`.
 * @example stats.poisson.pmf(3, 2.5) // 0.213763
 */
export const pmf = (k: Operand, mu: Operand, options: LocationOption = {}): NDArray => np.exp(logpmf(k, mu, options));

const whole = (k: Operand): NDArray => np.maximum(np.floor(k), 0);

/**
 * The probability of at most k at mean mu, in floats.
 * @example stats.poisson.cdf(3, 2.5) // 0.7575761
 */
export function cdf(k: Operand, mu: Operand, options: LocationOption = {}): NDArray {
  const count = moved(k, options);
  return np.where(np.less(count, 0), 0, gammaincc(np.add(whole(count), 1), mu));
}

/**
 * The probability of more than k at mean mu, in floats.
 * @example stats.poisson.sf(3, 2.5) // 0.2424239
 */
export function sf(k: Operand, mu: Operand, options: LocationOption = {}): NDArray {
  const count = moved(k, options);
  return np.where(np.less(count, 0), 1, gammainc(np.add(whole(count), 1), mu));
}

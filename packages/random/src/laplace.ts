/** Random numbers on the whole line with tails heavier than the normal ones: Laplace, logistic, Cauchy. */
import { abs, div, log, log1p, mul, neg, sign, sub, tan, type ArrayLike, type NDArray } from "@fluxion/core";
import { formatOf } from "./dtype.js";
import { floats, type FloatOptions } from "./sampler.js";
import { above } from "./uniform.js";

const drawLaplace = floats("laplace", (key, type) => {
  const u = above(key, type, formatOf("laplace", type.dtype).epsilon / 2 - 1, 2);
  return mul(sign(u), log1p(neg(abs(u))));
});
const drawLogistic = floats("logistic", (key, type) => {
  const u = above(key, type, formatOf("logistic", type.dtype).tiny, 1);
  return log(div(u, sub(1, u)));
});
const drawCauchy = floats("cauchy", (key, type) => {
  const { epsilon } = formatOf("cauchy", type.dtype);
  return tan(mul(sub(above(key, type, epsilon, 1 - epsilon), 0.5), Math.PI));
});

/**
 * Numbers with density ½ e^(−|x|), by inversion.
 * Source of these three: Devroye, "Non-Uniform Random Variate Generation" (1986), II.2, table of inverses; the ends of the
 * uniform intervals are JAX's.
 * @throws DTypeError for types that are not floats
 * @example laplace(key(0), { shape: [4] })
 */
export const laplace = (key: ArrayLike, options: FloatOptions = {}): NDArray => drawLaplace(key, options);

/**
 * Numbers with P(X ≤ x) = 1/(1 + e⁻ˣ): the log-odds of a uniform number.
 * @throws DTypeError for types that are not floats
 * @example logistic(key(0), { shape: [4] })
 */
export const logistic = (key: ArrayLike, options: FloatOptions = {}): NDArray => drawLogistic(key, options);

/**
 * Numbers with density 1/(π(1 + x²)): tangents of uniform angles.
 * @throws DTypeError for types that are not floats
 * @example cauchy(key(0), { shape: [4] })
 */
export const cauchy = (key: ArrayLike, options: FloatOptions = {}): NDArray => drawCauchy(key, options);

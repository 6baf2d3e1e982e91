/** Random keys, bits and samplers. */
import { each, type Table } from "./row.js";

const SAMPLE = "shape dtype";

export const random: Table = {
  "random.split": "key num",
  ...each(
    "random.bits random.normal random.gumbel random.exponential random.laplace random.logistic random.cauchy random.maxwell random.rademacher",
    `key | ${SAMPLE}`,
  ),
  "random.uniform": "key | shape dtype minval maxval",
  "random.randint": "key | shape minval maxval dtype",
  "random.permutation": "key x | axis independent",
  "random.choice": "key x | shape replace p axis mode",
  "random.categorical": "key logits | axis shape replace",
  "random.bernoulli": "key | p shape",
  ...each("random.truncated_normal", `key lower upper | ${SAMPLE}`),
  ...each("random.pareto random.gamma random.loggamma", `key a | ${SAMPLE}`),
  ...each("random.rayleigh", `key scale | ${SAMPLE}`),
  ...each("random.weibull_min", `key scale concentration | ${SAMPLE}`),
  ...each("random.lognormal", `key | sigma ${SAMPLE}`),
  ...each("random.triangular", `key left mode right | ${SAMPLE}`),
  ...each("random.geometric", `key p | ${SAMPLE}`),
  ...each("random.beta", `key a b | ${SAMPLE}`),
  ...each("random.dirichlet", `key alpha | ${SAMPLE}`),
  ...each("random.poisson", `key lam | ${SAMPLE}`),
  ...each("random.t random.chisquare", `key df | ${SAMPLE}`),
  ...each("random.binomial", `key n p | ${SAMPLE}`),
  ...each("random.multivariate_normal", `key mean cov | ${SAMPLE} method`),
  ...each("random.orthogonal", "key n | shape dtype m"),
  ...each("random.ball", "key d | p shape dtype"),
  ...each("random.wald", `key mean | ${SAMPLE}`),
};

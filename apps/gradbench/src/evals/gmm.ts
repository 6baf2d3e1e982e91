/** A mixture of Gaussians with a Wishart prior: its log-posterior, up to constants of the data. */
import { grad, np, special, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput } from "../input.js";
import { logSumExp } from "./lse.js";

interface Parameters {
  readonly alpha: NDArray;
  readonly mu: NDArray;
  readonly q: NDArray;
  readonly l: NDArray;
}
interface Data {
  readonly x: NDArray;
  readonly m: NDArray;
  readonly gamma: NDArray;
}

/** Where each entry of a d × d matrix stands in a list of what is below its diagonal, column by column; 0 elsewhere, counting from 1. */
function places(d: number): Int32Array {
  const table = new Int32Array(d * d);
  let next = 1;
  for (let column = 0; column < d; column++)
    for (let row = column + 1; row < d; row++) table[row * d + column] = next++;
  return table;
}

/** For each component the lower-triangular matrix with exp(q) on its diagonal and l below it. */
function factors(q: NDArray, l: NDArray): NDArray {
  const [k = 0, d = 0] = q.shape;
  const withZero = np.concatenate([np.zeros([k, 1], { dtype: "float64" }), l], { axis: 1 });
  const below = np.take(withZero, places(d), { axis: 1, mode: "clip" }).reshape([k, d, d]);
  return below.add(np.expandDims(np.exp(q), 2).mul(np.eye(d, { dtype: "float64" })));
}

/** log Γ_d(a), the multivariate gamma function. */
function logGamma(d: number, a: NDArray): NDArray {
  const halves = np.arange(d, { dtype: "float64" }).div(2);
  return np.sum(special.gammaln(a.sub(halves))).add(((d * (d - 1)) / 4) * Math.log(Math.PI));
}

function logPrior({ q, l }: Parameters, { m, gamma }: Data): NDArray {
  const [k = 0, d = 0] = q.shape;
  const nu = m.add(d + 1);
  const norm = np.sum(np.exp(q.mul(2))).add(np.sum(np.square(l)));
  const scale = nu
    .mul(d)
    .mul(np.log(gamma).sub(Math.LN2 / 2))
    .sub(logGamma(d, nu.div(2)));
  return scale
    .mul(k)
    .sub(np.square(gamma).div(2).mul(norm))
    .add(m.mul(np.sum(q)));
}

function objective(parameters: Parameters, data: Data): NDArray {
  const { alpha, mu, q, l } = parameters;
  const { x } = data;
  const [n = 0, d = 0] = x.shape;
  // [k, n, d]: Q_k (x_i − μ_k)
  const whitened = x.sub(np.expandDims(mu, 1)).matmul(np.matrixTranspose(factors(q, l)));
  const distances = np.sum(np.square(whitened), { axis: 2 });
  const logits = np.expandDims(alpha.add(np.sum(q, { axis: 1 })), 1).sub(distances.div(2));
  const likelihood = np.sum(logSumExp(logits, 0));
  const constant = logSumExp(alpha)
    .add((d / 2) * Math.log(2 * Math.PI))
    .mul(n);
  return likelihood.sub(constant).add(logPrior(parameters, data));
}

function read(input: unknown): [Parameters, Data] {
  const given = readInput("gmm", input);
  const [d, k, n] = [given.integer("d", 1), given.integer("k", 1), given.integer("n", 1)];
  return [
    {
      alpha: given.array("alpha", [k]),
      mu: given.array("mu", [k, d]),
      q: given.array("q", [k, d]),
      l: given.array("l", [k, (d * (d - 1)) / 2]),
    },
    {
      x: given.array("x", [n, d]),
      m: np.array(given.integer("m", -Infinity), { dtype: "float64" }),
      gamma: np.array(given.number("gamma"), { dtype: "float64" }),
    },
  ];
}

export const gmm = {
  objective: evalFunction({ read, compute: objective }),
  jacobian: evalFunction({
    read,
    compute: grad(objective) as unknown as (parameters: Parameters, data: Data) => Parameters,
  }),
};

/** The mixture of Gaussians by hand: lower triangles only. */
import { asRows, flat, list, plainFunction, same } from "./plain.js";

interface Input {
  readonly d: number;
  readonly k: number;
  readonly n: number;
  readonly m: number;
  readonly gamma: number;
  readonly alpha: readonly number[];
  readonly mu: readonly (readonly number[])[];
  readonly q: readonly (readonly number[])[];
  readonly l: readonly (readonly number[])[];
  readonly x: readonly (readonly number[])[];
}
interface Data {
  readonly d: number;
  readonly k: number;
  readonly n: number;
  readonly m: number;
  readonly gamma: number;
  readonly alpha: Float64Array;
  readonly mu: Float64Array;
  readonly q: Float64Array;
  readonly l: Float64Array;
  readonly x: Float64Array;
}
const read = (input: Input): Data => ({
  ...input,
  alpha: Float64Array.from(input.alpha),
  mu: flat(input.mu),
  q: flat(input.q),
  l: flat(input.l),
  x: flat(input.x),
});

const sum = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);

/** log Γ by Stirling's series, far enough out. Source: DLMF 5.11.1. */
function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  for (; y < 12; y++) shift -= Math.log(y);
  const r = 1 / (y * y);
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / y;
  return shift + (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series;
}

function prior({ d, k, m, gamma, q, l }: Data): number {
  const nu = d + m + 1;
  let multivariate = ((d * (d - 1)) / 4) * Math.log(Math.PI);
  for (let j = 1; j <= d; j++) multivariate += logGamma((nu + 1 - j) / 2);
  let norm = 0;
  for (let i = 0; i < q.length; i++) norm += Math.exp(2 * (q[i] as number));
  for (let i = 0; i < l.length; i++) norm += (l[i] as number) ** 2;
  return k * (nu * d * (Math.log(gamma) - Math.log(2) / 2) - multivariate) - ((gamma * gamma) / 2) * norm + m * sum(q);
}

/** Q (x − μ) of one component and one point; `at` counts through the columns of l. */
function whiten(
  { d, mu, l, x }: Data,
  diagonal: Float64Array,
  c: number,
  i: number,
  z: Float64Array,
  y: Float64Array,
): number {
  for (let r = 0; r < d; r++) {
    z[r] = (x[i * d + r] as number) - (mu[c * d + r] as number);
    y[r] = (diagonal[c * d + r] as number) * (z[r] as number);
  }
  let at = (c * d * (d - 1)) / 2;
  for (let column = 0; column < d; column++) {
    const value = z[column] as number;
    for (let r = column + 1; r < d; r++) y[r] = (y[r] as number) + (l[at++] as number) * value;
  }
  let square = 0;
  for (let r = 0; r < d; r++) square += (y[r] as number) * (y[r] as number);
  return square;
}

function logSumExp(x: Float64Array): number {
  let m = -Infinity;
  for (let i = 0; i < x.length; i++) m = Math.max(m, x[i] as number);
  let total = 0;
  for (let i = 0; i < x.length; i++) total += Math.exp((x[i] as number) - m);
  return m + Math.log(total);
}

const offsets = ({ d, k, alpha, q }: Data): Float64Array =>
  Float64Array.from({ length: k }, (_, c) => (alpha[c] as number) + sum(q.subarray(c * d, (c + 1) * d)));

function objective(data: Data): number {
  const { d, k, n, alpha, q } = data;
  const diagonal = q.map(Math.exp);
  const start = offsets(data);
  const [z, y, terms] = [new Float64Array(d), new Float64Array(d), new Float64Array(k)];
  let total = -n * ((d / 2) * Math.log(2 * Math.PI) + logSumExp(alpha)) + prior(data);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < k; c++) terms[c] = (start[c] as number) - whiten(data, diagonal, c, i, z, y) / 2;
    total += logSumExp(terms);
  }
  return total;
}

interface Gradient {
  readonly alpha: Float64Array;
  readonly mu: Float64Array;
  readonly q: Float64Array;
  readonly l: Float64Array;
}

function priorGradient({ d, k, n, m, gamma, alpha, q, l }: Data): Gradient {
  const all = logSumExp(alpha);
  return {
    alpha: alpha.map((a) => -n * Math.exp(a - all)),
    mu: new Float64Array(k * d),
    q: q.map((value) => m - gamma * gamma * Math.exp(2 * value)),
    l: l.map((value) => -gamma * gamma * value),
  };
}

function jacobian(data: Data): Gradient {
  const { d, k, n, l } = data;
  const diagonal = data.q.map(Math.exp);
  const start = offsets(data);
  const [terms, zs, ys] = [new Float64Array(k), new Float64Array(k * d), new Float64Array(k * d)];
  const result = priorGradient(data);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < k; c++) {
      const [z, y] = [zs.subarray(c * d, (c + 1) * d), ys.subarray(c * d, (c + 1) * d)];
      terms[c] = (start[c] as number) - whiten(data, diagonal, c, i, z, y) / 2;
    }
    const all = logSumExp(terms);
    for (let c = 0; c < k; c++) {
      const w = Math.exp((terms[c] as number) - all);
      result.alpha[c] = (result.alpha[c] as number) + w;
      let at = (c * d * (d - 1)) / 2;
      for (let column = 0; column < d; column++) {
        const p = c * d + column;
        const [z, y] = [zs[p] as number, ys[p] as number];
        const e = diagonal[p] as number;
        let back = e * y;
        for (let r = column + 1; r < d; r++) {
          const v = ys[c * d + r] as number;
          result.l[at] = (result.l[at] as number) - w * v * z;
          back += (l[at++] as number) * v;
        }
        result.q[p] = (result.q[p] as number) + w * (1 - y * e * z);
        result.mu[p] = (result.mu[p] as number) + w * back;
      }
    }
  }
  return result;
}

export const gmm = {
  objective: plainFunction(read, objective, same),
  jacobian: plainFunction(read, jacobian, ({ alpha, mu, q, l }: Gradient, { d, k }) => ({
    alpha: list(alpha),
    mu: asRows(mu, d),
    q: asRows(q, d),
    l: d === 1 ? Array.from({ length: k }, () => []) : asRows(l, (d * (d - 1)) / 2),
  })),
};

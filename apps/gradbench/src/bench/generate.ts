/** Inputs of every eval at given sizes, always the same ones. */

/** Numbers from 0 to 1. Source: G. Steele, S. Vigna, "Computationally easy, spectrally good multipliers" (2021): a Weyl sequence, mixed. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let x = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
  };
}

interface Draw {
  readonly list: (count: number) => number[];
  readonly rows: (count: number, width: number) => number[][];
  readonly uniform: () => number;
}

function normal(seed: number): Draw {
  const next = uniform(seed);
  const one = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const list = (count: number): number[] => Array.from({ length: count }, one);
  return { list, rows: (count, width) => Array.from({ length: count }, () => list(width)), uniform: next };
}

export const generate = {
  lse: (n: number): object => ({ x: normal(n).list(n) }),
  llsq: (n: number, m: number): object => ({ x: normal(n).list(m), n }),
  ode: (n: number, s: number): object => ({
    x: normal(n)
      .list(n)
      .map((x) => 1 + x / 10),
    s,
  }),
  kmeans(k: number, n: number, d: number): object {
    const draw = normal(k * n + d);
    const points = draw.rows(n, d);
    // Each centroid is near a point, which then is nearest to it.
    const centroids = points.slice(0, k).map((row) => row.map((x) => x + draw.uniform() / 100));
    return { points, centroids };
  },
  gmm(d: number, k: number, n: number): object {
    const draw = normal(d * k);
    return {
      d,
      k,
      n,
      m: 0,
      gamma: 1,
      x: draw.rows(n, d),
      alpha: draw.list(k),
      mu: draw.rows(k, d),
      q: draw.rows(k, d).map((row) => row.map((x) => x / 2)),
      l: draw.rows(k, (d * (d - 1)) / 2),
    };
  },
  lstm(layers: number, c: number, b: number): object {
    const draw = normal(layers * c);
    return {
      main_params: draw.rows(2 * layers, 4 * b),
      extra_params: draw.rows(3, b),
      state: draw.rows(2 * layers, b),
      sequence: draw.rows(c, b).map((row) => row.map(() => (draw.uniform() < 0.3 ? 1 : 0))),
    };
  },
  ba(n: number, m: number, p: number): object {
    const draw = normal(p);
    const [r0, r1, r2, c0, c1, c2, f, u, v, k1, k2] = draw.list(11) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const cam = [r0, r1, r2, 10 * c0, 10 * c1, 10 * c2, 400 + 10 * f, u, v, k1 / 10, k2 / 100];
    return { n, m, p, cam, x: draw.list(3).map((x) => 20 + x), w: draw.uniform(), feat: draw.list(2) };
  },
  logreg(n: number, d: number): object {
    const draw = normal(n * d);
    return {
      X: draw.rows(n, d),
      y: Array.from({ length: n }, () => (draw.uniform() < 0.5 ? 1 : -1)),
      w: draw.list(d).map((x) => x / Math.sqrt(d)),
      v: draw.list(d),
      lam: 0.1,
    };
  },
} as const;

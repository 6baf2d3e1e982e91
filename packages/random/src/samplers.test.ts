/** What every sampler owes: vmap over keys is a loop, jit is eager, and the numbers are distributed as they should be. */
import { cpu } from "@fluxion/backend-cpu";
import { asArray, atan, grad, jit, reshape, setDefaultBackend, sum, vmap, type NDArray } from "@fluxion/core";
import { beforeAll, describe, expect, test } from "vitest";
import * as random from "./index.js";

beforeAll(() => setDefaultBackend(cpu()));

type Sampler = (key: NDArray, shape: readonly number[]) => NDArray;
const GAMMA = 0.5772156649015329;

/** Each sampler with mean and variance of its distribution (Cauchy numbers have none, their angles do). */
const SAMPLERS: Record<string, { draw: Sampler; mean: number; variance: number }> = {
  uniform: { draw: (key, shape) => random.uniform(key, { shape }), mean: 0.5, variance: 1 / 12 },
  "uniform between bounds": {
    draw: (key, shape) => random.uniform(key, { shape, minval: -2, maxval: 4 }),
    mean: 1,
    variance: 3,
  },
  "uniform in float64": {
    draw: (key, shape) => random.uniform(key, { shape, dtype: "float64" }),
    mean: 0.5,
    variance: 1 / 12,
  },
  normal: { draw: (key, shape) => random.normal(key, { shape }), mean: 0, variance: 1 },
  "normal in float64": { draw: (key, shape) => random.normal(key, { shape, dtype: "float64" }), mean: 0, variance: 1 },
  lognormal: {
    draw: (key, shape) => random.lognormal(key, { shape, sigma: 0.5 }),
    mean: Math.exp(0.125),
    variance: (Math.exp(0.25) - 1) * Math.exp(0.25),
  },
  truncatedNormal: {
    draw: (key, shape) => random.truncatedNormal(key, -1, 1, { shape }),
    mean: 0,
    variance: 0.29112509,
  },
  exponential: { draw: (key, shape) => random.exponential(key, { shape }), mean: 1, variance: 1 },
  pareto: { draw: (key, shape) => random.pareto(key, 6, { shape }), mean: 6 / 5, variance: 6 / 25 / 4 },
  rayleigh: {
    draw: (key, shape) => random.rayleigh(key, 2, { shape }),
    mean: 2 * Math.sqrt(Math.PI / 2),
    variance: 4 * (2 - Math.PI / 2),
  },
  weibullMin: {
    draw: (key, shape) => random.weibullMin(key, 3, 2, { shape }),
    mean: (3 * Math.sqrt(Math.PI)) / 2,
    variance: 9 * (1 - Math.PI / 4),
  },
  gumbel: { draw: (key, shape) => random.gumbel(key, { shape }), mean: GAMMA, variance: Math.PI ** 2 / 6 },
  "gumbel, high": {
    draw: (key, shape) => random.gumbel(key, { shape, mode: "high" }),
    mean: GAMMA,
    variance: Math.PI ** 2 / 6,
  },
  laplace: { draw: (key, shape) => random.laplace(key, { shape }), mean: 0, variance: 2 },
  logistic: { draw: (key, shape) => random.logistic(key, { shape }), mean: 0, variance: Math.PI ** 2 / 3 },
  "angles of cauchy": {
    draw: (key, shape) => atan(random.cauchy(key, { shape })),
    mean: 0,
    variance: Math.PI ** 2 / 12,
  },
  maxwell: {
    draw: (key, shape) => random.maxwell(key, { shape }),
    mean: Math.sqrt(8 / Math.PI),
    variance: 3 - 8 / Math.PI,
  },
  triangular: {
    draw: (key, shape) => random.triangular(key, 0, 0.3, 1, { shape }),
    mean: 1.3 / 3,
    variance: (0.09 + 1 - 0.3) / 18,
  },
  geometric: { draw: (key, shape) => random.geometric(key, 0.25, { shape }), mean: 4, variance: 12 },
  bernoulli: { draw: (key, shape) => random.bernoulli(key, { shape, p: 0.3 }), mean: 0.3, variance: 0.21 },
  "bernoulli, high": {
    draw: (key, shape) => random.bernoulli(key, { shape, p: 0.3, mode: "high" }),
    mean: 0.3,
    variance: 0.21,
  },
  rademacher: { draw: (key, shape) => random.rademacher(key, { shape }), mean: 0, variance: 1 },
  randint: { draw: (key, shape) => random.randint(key, { shape, minval: -5, maxval: 6 }), mean: 0, variance: 10 },
  "bits of 8": {
    draw: (key, shape) => random.bits(key, { shape, dtype: "uint8" }),
    mean: 127.5,
    variance: (256 ** 2 - 1) / 12,
  },
  categorical: {
    draw: (key, shape) => random.categorical(key, [0, Math.log(2), Math.log(3)], { shape }),
    mean: 8 / 6,
    variance: 20 / 36,
  },
  choice: { draw: (key, shape) => random.choice(key, [10, 20, 40], { shape }), mean: 70 / 3, variance: 1400 / 9 },
  "choice with weights": {
    draw: (key, shape) => random.choice(key, 3, { shape, p: [1 / 6, 2 / 6, 3 / 6] }),
    mean: 8 / 6,
    variance: 20 / 36,
  },
};

describe.each(Object.entries(SAMPLERS))("%s", (_, { draw, mean, variance }) => {
  const size = 40_000;
  test("has its mean and variance", () => {
    const values = Array.from(draw(random.key(2024), [200, 200]).dataSync());
    const average = values.reduce((a, b) => a + b, 0) / size;
    const spread = values.reduce((a, b) => a + (b - average) ** 2, 0) / size;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / size));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.06);
  });

  test("vmap over keys is a loop, and jit is eager", () => {
    const keys = [random.key(1), random.key(2), random.foldIn(random.key(3), 4)];
    const stacked = asArray(keys.map((key) => key.tolist()) as number[][], "uint32");
    const looped = keys.map((key) => draw(key, [2, 3]).tolist());
    const mapped = vmap((key: NDArray) => draw(key, [2, 3]))(stacked);
    expect(mapped.tolist()).toEqual(looped);
    expect(jit((key: NDArray) => draw(key, [2, 3]))(keys[0]!).tolist()).toEqual(looped[0]);
    expect(draw(keys[0]!, [0, 3]).shape).toEqual([0, 3]);
    expect(draw(keys[0]!, []).shape).toEqual([]);
  });
});

describe("derivatives", () => {
  const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
  const key = (): NDArray => random.key(7);

  test("of uniform numbers in their bounds", () => {
    const f = (low: NDArray, high: NDArray): NDArray =>
      total(random.uniform(key(), { shape: [5], minval: low, maxval: high }));
    const u = (random.uniform(key(), { shape: [5] }).tolist() as number[]).reduce((a, b) => a + b, 0);
    const [dLow, dHigh] = grad(f, { argnums: [0, 1] })(1, 3) as unknown as [NDArray, NDArray];
    expect(dLow.item()).toBeCloseTo(5 - u, 5);
    expect(dHigh.item()).toBeCloseTo(u, 5);
  });

  test("of lognormal numbers in sigma, also jitted", () => {
    const f = (sigma: NDArray): NDArray => total(random.lognormal(key(), { shape: [3], sigma }));
    const z = random.normal(key(), { shape: [3] }).tolist() as number[];
    const expected = z.reduce((a, x) => a + x * Math.exp(0.5 * x), 0);
    expect(grad(f)(0.5).item()).toBeCloseTo(expected, 4);
    expect(jit(grad(f))(0.5).item()).toBeCloseTo(expected, 4);
  });
});

test("parts of a permutation are those of the whole", () => {
  const order = random.permutation(random.key(3), 1000).tolist() as number[];
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect(random.choice(random.key(3), 1000, { shape: [2, 5], replace: false }).tolist()).toEqual([
    order.slice(0, 5),
    order.slice(5, 10),
  ]);
  const rows = Float32Array.from({ length: 6 }, (_, i) => i);
  const matrix = reshape(asArray(rows), { shape: [3, 2] });
  for (const [a, b] of random.permutation(random.key(3), matrix).tolist() as [number, number][]) expect(b - a).toBe(1);
  const keys = random.split(random.key(0), 2);
  expect(vmap((key: NDArray) => random.permutation(key, 5))(keys).shape).toEqual([2, 5]);
});

/** Values of JAX 0.10.2 that the golden vectors do not have. */
test("agrees with JAX beyond the golden vectors", () => {
  const key = random.key(1);
  expect(random.bits(key, { shape: [5], dtype: "uint8" }).tolist()).toEqual([183, 62, 122, 241, 164]);
  expect(random.randint(key, { shape: [6], minval: 3, maxval: 100, dtype: "int8" }).tolist()).toEqual([
    34, 34, 59, 22, 94, 66,
  ]);
  expect(random.randint(key, { shape: [6], minval: 0, maxval: 256, dtype: "uint8" }).tolist()).toEqual([
    252, 175, 224, 105, 160, 172,
  ]);
  expect(random.randint(key, { shape: [6], minval: -1000, maxval: 1000, dtype: "int8" }).tolist()).toEqual([
    124, 47, 96, -23, 32, 44,
  ]);
  const bounds = { minval: Int32Array.of(0, 5, -700), maxval: Int32Array.of(3, 50, 700), dtype: "int8" } as const;
  expect(random.randint(key, { shape: [2, 3], ...bounds }).tolist()).toEqual([
    [1, 7, 96],
    [2, 33, 44],
  ]);
  expect(random.randint(key, { shape: [2], minval: 7, maxval: 7 }).tolist()).toEqual([7, 7]);
  const logits = reshape(asArray(Float32Array.from({ length: 12 }, (_, i) => i / 10)), { shape: [3, 4] });
  expect(random.categorical(key, logits, { axis: 0, shape: [2, 4], replace: false }).tolist()).toEqual([
    [1, 2, 1, 1],
    [2, 1, 2, 2],
  ]);
  expect(random.categorical(key, logits, { axis: 0, shape: [2, 4], mode: "high" }).tolist()).toEqual([
    [2, 2, 2, 2],
    [2, 1, 2, 1],
  ]);
  const fine = random.gumbel(key, { shape: [3], mode: "high" }).tolist() as number[];
  [0.5492552, 0.27044538, 0.52688175].forEach((x, i) => expect(fine[i]).toBeCloseTo(x, 5));
});

/** Element 286683 of the draws of key 4 is where the uniform number is 0. Values of JAX 0.10.2. */
test("agrees with JAX where the uniform number is 0", () => {
  const key = random.key(4);
  const at = (x: NDArray): number => x.dataSync()[286683]!;
  const shape = [300_000];
  const { dtype } = random.uniform(key);
  expect(dtype).toBe("float32");
  expect(at(random.uniform(key, { shape }))).toBe(0);
  expect(at(random.normal(key, { shape }))).toBeCloseTo(-5.419983, 5);
  expect(at(random.gumbel(key, { shape }))).toBeCloseTo(-4.469769, 5);
  expect(at(random.logistic(key, { shape }))).toBeCloseTo(-87.33655, 4);
  expect(at(random.cauchy(key, { shape })) / -3.1855608e6).toBeCloseTo(1, 6);
  expect(at(random.laplace(key, { shape }))).toBeCloseTo(16.635532, 5);
  expect(at(random.exponential(key, { shape }))).toBe(0);
  expect(at(random.rayleigh(key, 1, { shape }))).toBe(Infinity);
  expect(at(random.geometric(key, 0.35, { shape }))).toBe(1);
});

test("refuses what cannot be drawn, and names the fix", () => {
  const key = random.key(0);
  expect(() => random.uniform(key, { shape: [2], minval: [0, 0, 0] })).toThrow(/shape \[3\].*shape \[2\]/);
  expect(() => random.normal(key, { shape: [-1] })).toThrow(/not a shape/);
  expect(() => random.normal(key, { dtype: "int32" as never })).toThrow(/float/);
  expect(() => random.randint(key, { maxval: 1.5 })).toThrow(/integer/);
  expect(() => random.randint(key, { maxval: 3, dtype: "float32" as never })).toThrow(/integer type/);
  expect(() => random.choice(key, 3, { shape: [4], replace: false })).toThrow(/without replacement/);
  expect(() => random.choice(key, 0, { shape: [1] })).toThrow(/0 elements/);
  expect(() => random.choice(key, 3, { p: [0.5, 0.5] })).toThrow(/p has shape \[2\]/);
  expect(() => random.permutation(key, -1)).toThrow(/order/);
  expect(() => random.permutation(key, [1, 2], { axis: 1 })).toThrow(/axis 1/);
  expect(() => random.categorical(key, [0, 0], { shape: [3], replace: false })).toThrow(/3 of 2/);
  expect(() => random.rademacher(key, { dtype: "uint8" })).toThrow(/−1/);
  expect(() => random.gumbel(key, { mode: "medium" as never })).toThrow(/medium/);
});

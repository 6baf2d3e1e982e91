/** Every vector gives what its reference says, and so do the edges of what inputs may be. */
import { describe, expect, test } from "vitest";
import { judge } from "../src/judge.js";
import { answer, type Answer } from "../src/protocol.js";
import { modules } from "../src/registry.js";
import { all } from "./vectors.js";

async function evaluate(module: string, name: string, input: unknown): Promise<Answer> {
  return answer(modules, JSON.stringify({ id: 1, kind: "evaluate", module, function: name, input }));
}

async function output(module: string, name: string, input: unknown): Promise<unknown> {
  const got = await evaluate(module, name, input);
  expect(got.error).toBeUndefined();
  return got.output;
}

describe("vectors", () => {
  test.each(all.map((v, i) => [`${v.module} ${v.function} ${v.description} (${i})`, v] as const))(
    "%s",
    async (_, v) => {
      expect(judge(await output(v.module, v.function, v.input), v.output)).toEqual([]);
    },
  );

  test("every function of every module has one, or is compared with another below", () => {
    const covered = new Set(all.map((v) => `${v.module} ${v.function}`));
    const missing = Object.entries(modules).flatMap(([module, functions]) =>
      Object.keys(functions).flatMap((name) => (covered.has(`${module} ${name}`) ? [] : [`${module} ${name}`])),
    );
    expect(missing).toEqual(["ba_full jacobian"]);
  });
});

/** Central differences of a function of numbers. */
function differences(f: (x: number[]) => number, x: readonly number[]): number[] {
  return x.map((value, i) => {
    const h = 1e-6 * Math.max(1, Math.abs(value));
    const at = (shifted: number): number => f(x.with(i, shifted));
    return (at(value + h) - at(value - h)) / (2 * h);
  });
}
const close = (got: readonly number[], wanted: readonly number[]): void => {
  expect(got.length).toBe(wanted.length);
  const most = Math.max(...wanted.map(Math.abs), 1e-3);
  got.forEach((x, i) => expect(Math.abs(x - (wanted[i] as number))).toBeLessThanOrEqual(1e-6 * most));
};

describe("edges", () => {
  test("one number", async () => {
    expect(await output("lse", "primal", { x: [3] })).toBe(3);
    expect(await output("lse", "gradient", { x: [3] })).toEqual([1]);
    expect(judge(await output("ode", "primal", { x: [3], s: 4 }), [6])).toEqual([]);
    expect(judge(await output("ode", "gradient", { x: [3], s: 4 }), [2])).toEqual([]);
  });

  test("numbers whose exponentials overflow", async () => {
    expect(await output("lse", "primal", { x: [1000, 1000] })).toBe(1000 + Math.LN2);
    expect(await output("lse", "gradient", { x: [-1000, 1000] })).toEqual([0, 1]);
    expect(await output("logreg", "gradient", { X: [[1]], y: [1], w: [-1e4], v: [0], lam: 0 })).toEqual([-1]);
    expect(await output("logreg", "hvp", { X: [[1]], y: [-1], w: [-1e4], v: [1], lam: 0.5 })).toEqual([0.5]);
  });

  test.each([
    [1, 2],
    [1, 3],
    [2, 5],
    [16, 7],
    [17, 4],
    [40, 9],
    [300, 3],
  ])("llsq of %i coefficients at %i points", async (m, n) => {
    const x = Array.from({ length: m }, (_, j) => Math.cos(j) / (1 + j));
    const residual = (i: number): number => {
      const t = -1 + (2 * i) / (n - 1);
      return Math.sign(t) - x.reduce((sum, a, j) => sum + a * t ** j, 0);
    };
    const points = Array.from({ length: n }, (_, i) => i);
    const primal = points.reduce((sum, i) => sum + residual(i) ** 2 / 2, 0);
    const gradient = x.map((_, j) => points.reduce((sum, i) => sum - residual(i) * (-1 + (2 * i) / (n - 1)) ** j, 0));
    expect(judge(await output("llsq", "primal", { x, n }), primal)).toEqual([]);
    expect(judge(await output("llsq", "gradient", { x, n }), gradient)).toEqual([]);
  });

  test.each([
    [1, 1, 1],
    [1, 3, 2],
    [2, 1, 3],
    [3, 2, 1],
  ])("gmm in %i dimensions, %i components, %i points", async (d, k, n) => {
    const list = (count: number, f: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => f(i));
    const rows = (flat: readonly number[], count: number, width: number): number[][] =>
      Array.from({ length: count }, (_, i) => flat.slice(i * width, (i + 1) * width));
    const below = (d * (d - 1)) / 2;
    const start = list(k + 2 * k * d + k * below, (i) => Math.sin(3 * i + 1) / 2);
    const x = rows(
      list(n * d, (i) => Math.cos(5 * i)),
      n,
      d,
    );
    const inputOf = (p: readonly number[]): object => ({
      d,
      k,
      n,
      m: 1,
      gamma: 1.3,
      x,
      alpha: p.slice(0, k),
      mu: rows(p.slice(k), k, d),
      q: rows(p.slice(k + k * d), k, d),
      l: rows(p.slice(k + 2 * k * d), k, below),
    });
    const wanted: number[] = [];
    for (let i = 0; i < start.length; i++) {
      const h = 1e-6;
      const at = async (by: number): Promise<number> =>
        (await output("gmm", "objective", inputOf(start.with(i, (start[i] as number) + by)))) as number;
      wanted.push(((await at(h)) - (await at(-h))) / (2 * h));
    }
    const got = (await output("gmm", "jacobian", inputOf(start))) as Record<string, unknown>;
    close([got.alpha, got.mu, got.q, got.l].flat(3) as number[], wanted);
    expect((got.l as unknown[]).length).toBe(k);
  });

  test("lstm of two items and one unit", async () => {
    const input = {
      main_params: [
        [0.1, 0.2, 0.3, 0.4],
        [0.5, 0.6, 0.7, 0.8],
      ],
      extra_params: [[0.9], [1.1], [1.2]],
      state: [[0.3], [0.2]],
      sequence: [[0.7], [0.4]],
    };
    const sigma = (t: number): number => 1 / (1 + Math.exp(-t));
    const value = ([w0, w1, w2, w3, v0, v1, v2, v3, e0, e1, e2]: number[]): number => {
      const [W, V] = [
        [w0, w1, w2, w3],
        [v0, v1, v2, v3],
      ] as [number[], number[]];
      const gate = (u: number, i: number): number => u * (W[i] as number) + (V[i] as number);
      const u = 0.7 * (e0 as number);
      const s = 0.2 * sigma(gate(u, 0)) + sigma(gate(0.3, 1)) * Math.tanh(gate(0.3, 3));
      const y = sigma(gate(u, 2)) * Math.tanh(s) * (e1 as number) + (e2 as number);
      return -0.4 * (y - Math.log(2 + Math.exp(y)));
    };
    const flat = [...input.main_params, ...input.extra_params].flat();
    expect(judge(await output("lstm", "objective", input), value(flat))).toEqual([]);
    close((await output("lstm", "jacobian", input)) as number[], differences(value, flat));
  });

  test("kmeans with as many centroids as points moves each to its point", async () => {
    const points = [
      [0, 1],
      [5, 5],
      [-3, 2],
    ];
    const centroids = [
      [0.5, 1],
      [5, 4],
      [-3, 2.5],
    ];
    expect(await output("kmeans", "cost", { points, centroids })).toBe(1.5);
    const step = (await output("kmeans", "dir", { points, centroids })) as number[][];
    expect(step).toEqual(centroids.map((row, i) => row.map((c, j) => c - (points[i]?.[j] as number))));
    expect(await output("kmeans", "dir", { points: [[2]], centroids: [[3]] })).toEqual([[1]]);
  });
});

describe("bundle adjustment", () => {
  const camera = [0.3, -0.2, 0.4, 1, 2, 3, 50, 1, 2, 0.01, 0.002];
  const point = [2, 4, 9];
  const input = { n: 2, m: 3, p: 5, cam: camera, x: point, w: 0.7, feat: [3, 4] };
  const errorsAt = async (numbers: readonly number[], still = false): Promise<number[]> => {
    const cam = numbers.slice(0, 11);
    const given = { ...input, cam: still ? cam.fill(0, 0, 3) : cam, x: numbers.slice(11, 14), w: numbers[14] };
    const got = (await output("ba", "objective", given)) as { reproj_error: { elements: number[] } };
    return got.reproj_error.elements;
  };

  test.each([
    ["turned", camera],
    ["not turned", camera.with(0, 0).with(1, 0).with(2, 0)],
    ["hardly turned", camera.with(0, 1e-200).with(1, 0).with(2, -1e-170)],
  ])("of a camera that is %s", async (_, cam) => {
    const got = (await output("ba", "jacobian", { ...input, cam })) as Record<string, number[]>;
    const start = [...cam, ...point, 0.7];
    const wanted: number[][] = [[], []];
    for (let j = 0; j < start.length; j++) {
      // Where there is no rotation the branch is differentiated that is taken, so that a small rotation is the same one.
      const h = j < 3 ? 1e-4 : 1e-6;
      const at = async (by: number): Promise<number[]> => errorsAt(start.with(j, (start[j] as number) + by));
      const [above, below] = [await at(h), await at(-h)];
      wanted.forEach((row, i) => row.push(((above[i] as number) - (below[i] as number)) / (2 * h)));
    }
    close((got.vals ?? []).slice(0, 30), wanted.flat());
    expect(got.vals?.[30]).toBe(-1.4);
    expect(got.rows).toEqual([0, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150, 151, 152, 153, 154, 155, 155]);
    const row = [...Array.from({ length: 11 }, (__, i) => i), 22, 23, 24, 31];
    expect(got.cols).toEqual([...row, ...row, 35]);
  });

  test("one observation, and more than fit in a block", async () => {
    for (const p of [1, 1024, 2049]) {
      const got = (await output("ba", "objective", { ...input, n: 1, m: 1, p })) as Record<string, object>;
      expect(got.w_err).toEqual({ element: 1 - 0.7 ** 2, repeated: p });
      const { rows, vals } = (await output("ba", "jacobian", { ...input, p })) as Record<string, number[]>;
      expect(rows?.at(-1)).toBe(31 * p);
      expect(vals?.length).toBe(31);
    }
  });

  test("a scene of copies has the Jacobian of the copies", async () => {
    const p = 7;
    const copies = <T>(x: T, count: number): T[] => Array.from({ length: count }, () => x);
    const full = (await output("ba_full", "jacobian", {
      cams: copies(camera, 2),
      points: copies(point, 3),
      weights: copies(0.7, p),
      feats: copies([3, 4], p),
      obs: Array.from({ length: p }, (_, i) => [i % 2, i % 3]),
    })) as Record<string, number[]>;
    const short = (await output("ba", "jacobian", { ...input, p })) as Record<string, number[]>;
    for (const field of ["rows", "cols", "vals"] as const)
      expect([...(full[field] ?? []).slice(0, 30), full[field]?.at(-1)]).toEqual(short[field]);
    expect(full.cols?.slice(30, 45)).toEqual([...Array.from({ length: 11 }, (_, i) => 11 + i), 25, 26, 27, 32]);
    expect(full.vals?.length).toBe(31 * p);
  });
});

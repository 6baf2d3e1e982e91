/** minimize: standard problems by every method, in float32 and float64, with bounds, in lanes, differentiated. */
import { grad, hessian, jit, jvp, np, vmap, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { minimize, type MinimizeOptions } from "../src/index.js";

const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
const gap = (a: NDArray, b: NDArray): number => {
  expect(a.shape).toEqual(b.shape);
  return np.max(np.abs(np.subtract(a, b)), {}).item();
};
const at = (x: NDArray, i: number): NDArray => np.lax.indexInDim(x, i, { keepdims: false });
const sq = np.square;

const rosenbrock = (x: NDArray): NDArray => {
  const n = x.shape[0] as number;
  const [head, next] = [np.lax.sliceInDim(x, 0, n - 1), np.lax.sliceInDim(x, 1, n)];
  return np.sum(np.add(np.multiply(sq(np.subtract(next, sq(head))), 100), sq(np.subtract(1, head))));
};
const beale = (x: NDArray): NDArray => {
  const [a, b] = [at(x, 0), at(x, 1)];
  const term = (c: number, k: number): NDArray => sq(np.add(np.subtract(c, a), np.multiply(a, np.power(b, k))));
  return np.add(np.add(term(1.5, 1), term(2.25, 2)), term(2.625, 3));
};
const himmelblau = (x: NDArray): NDArray => {
  const [a, b] = [at(x, 0), at(x, 1)];
  return np.add(sq(np.subtract(np.add(sq(a), b), 11)), sq(np.subtract(np.add(a, sq(b)), 7)));
};
const powell = (x: NDArray): NDArray => {
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => at(x, i)) as [NDArray, NDArray, NDArray, NDArray];
  const parts = [
    sq(np.add(a, np.multiply(b, 10))),
    np.multiply(sq(np.subtract(c, d)), 5),
    sq(sq(np.subtract(b, np.multiply(c, 2)))),
    np.multiply(sq(sq(np.subtract(a, d))), 10),
  ];
  return parts.reduce((s, t) => np.add(s, t));
};
/** Ten examples that no line separates, so that the loss has a minimum. */
const X = Array.from({ length: 10 }, (_, i) => [1, Math.sin(3 * i), Math.cos(i * i)]);
const labels = Array.from({ length: 10 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const logisticLoss = (w: NDArray): NDArray => {
  const z = np.dot(np.astype(np.array(X), w.dtype), w);
  const signs = np.astype(np.array(labels.map((y) => 1 - 2 * y)), w.dtype);
  return np.add(np.mean(np.logaddexp(0, np.multiply(signs, z))), np.multiply(np.sum(sq(w)), 0.01));
};

const problems: Record<string, { f: (x: NDArray) => NDArray; from: number[]; minima: number[][]; loose?: number }> = {
  Rosenbrock: { f: rosenbrock, from: [-1.2, 1], minima: [[1, 1]] },
  "Rosenbrock in 8 dimensions": {
    f: rosenbrock,
    from: [0.8, 1.2, 0.5, 0.7, 1.5, 0.3, 0.2, 2],
    minima: [new Array<number>(8).fill(1)],
  },
  Beale: { f: beale, from: [1, 1], minima: [[3, 0.5]] },
  Himmelblau: {
    f: himmelblau,
    from: [0, 0],
    minima: [
      [3, 2],
      [-2.805118086952745, 3.131312518250573],
      [-3.779310253377747, -3.28318599128617],
      [3.584428340330492, -1.848126526964404],
    ],
  },
  // The Hessian is singular at the minimum: only the value is determined well.
  Powell: { f: powell, from: [3, -1, 0, 1], minima: [[0, 0, 0, 0]], loose: 0.02 },
  "one dimension": { f: (x) => np.sum(np.cosh(np.subtract(x, 2))), from: [5], minima: [[2]] },
};
const METHODS = ["BFGS", "L-BFGS", "L-BFGS-B", "Newton-CG"] as const;

describe.each(METHODS)("%s", (method) => {
  test.each(Object.keys(problems))("%s", (name) => {
    const { f, from, minima, loose } = problems[name] as (typeof problems)[string];
    for (const [dtype, tolerance] of [
      ["float64", 1e-6],
      ["float32", 5e-3],
    ] as const) {
      const x0 = np.array(from, { dtype });
      const result = minimize(f, x0, { method, maxiter: 2000 });
      const distance = Math.min(...minima.map((m) => gap(result.x, np.array(m, { dtype }))));
      expect([
        name,
        dtype,
        result.message,
        distance < (loose === undefined ? tolerance : dtype === "float64" ? loose : 0.2),
      ]).toEqual([name, dtype, "converged", true]);
      expect(result.x.dtype).toBe(dtype);
      expect([result.success.item(), result.status.item()]).toEqual([1, 0]);
      expect(result.fun.item()).toBeCloseTo(f(result.x).item(), 6);
      expect(result.nfev.item()).toBeGreaterThan(result.nit.item());
      expect(np.max(np.abs(result.jac as NDArray), {}).item()).toBeLessThan(dtype === "float64" ? 1e-7 : 1e-2);
    }
  });
  test("logistic regression, jitted, with the gradient that is zero", () => {
    const found = jit((w: NDArray) => minimize(logisticLoss, w, { method }))(f64([0, 0, 0]));
    expect(found.status.item()).toBe(0);
    expect(np.max(np.abs(grad(logisticLoss)(found.x)), {}).item()).toBeLessThan(1e-7);
  });
  test("lanes", () => {
    const targets = f64([
      [1, 2],
      [3, -1],
      [0.5, 4],
    ]);
    const found = vmap((t: NDArray) =>
      minimize(
        (x: NDArray) => np.add(np.sum(sq(sq(np.subtract(x, t)))), np.sum(sq(np.subtract(x, t)))),
        np.zerosLike(t),
        { method },
      ),
    )(targets);
    expect(gap(found.x, targets)).toBeLessThan(1e-7);
    expect(found.status.tolist()).toEqual([0, 0, 0]);
  });
  test("edges: an exact start, no iterations, not finite, unbounded, a saddle, flat, empty, a scalar", () => {
    const run = (f: (x: NDArray) => NDArray, x0: unknown, options: MinimizeOptions<NDArray> = {}) =>
      minimize(f, x0 as NDArray, { method, ...options });
    const bowl = (x: NDArray): NDArray => np.sum(sq(x));
    expect(run(bowl, f64([0, 0])).nit.item()).toBe(0);
    expect(run(bowl, f64([1, 1]), { maxiter: 0 }).message).toMatch(/largest number/);
    expect(gap(run(bowl, f64([1, 1]), { maxiter: 0 }).x, f64([1, 1]))).toBe(0);
    const broken = run((x) => np.sum(np.log(x)), f64([-1]));
    expect([broken.success.item(), broken.message]).toEqual([0, expect.stringMatching(/not finite/)]);
    expect(run((x) => np.sum(x), f64([1])).success.item()).toBe(0);
    // The log barrier is not defined beyond 1: steps that are too long give NaN and are shortened.
    expect(
      run((x) => np.sum(np.subtract(np.negative(np.log(np.subtract(1, x))), np.multiply(x, 50))), f64([0])).x.tolist(),
    ).toEqual([expect.closeTo(0.98, 7)]);
    expect(run((x) => np.multiply(np.sum(x), 0), f64([3])).x.tolist()).toEqual([3]);
    expect(run(bowl, np.zeros([0])).success.item()).toBe(1);
    expect(run((x) => sq(np.subtract(x, 2)), 0).x.item()).toBeCloseTo(2, 4);
    const tree = minimize(
      ({ a, b }: { a: NDArray; b: NDArray[] }) => np.add(np.sum(sq(np.subtract(a, 1))), sq(np.add(b[0] as NDArray, 2))),
      { a: f64([[0, 5]]), b: [f64(1)] },
      { method },
    );
    expect(gap(tree.x.a, f64([[1, 1]]))).toBeLessThan(1e-8);
    expect(gap(tree.x.b[0] as NDArray, f64(-2))).toBeLessThan(1e-8);
  });
});

describe("bounds", () => {
  test("minima on faces, in corners and inside", () => {
    const within = (lower: number[] | number | null, upper: number[] | number | null, from = [0.2, 0.3]) =>
      minimize(rosenbrock, f64(from), {
        bounds: [Array.isArray(lower) ? f64(lower) : lower, Array.isArray(upper) ? f64(upper) : upper] as never,
      });
    expect(gap(within(-2, 2).x, f64([1, 1]))).toBeLessThan(1e-6);
    const face = within(null, [0.5, Infinity]);
    expect(gap(face.x, f64([0.5, 0.25]))).toBeLessThan(1e-8);
    expect(face.status.item()).toBe(0);
    expect(gap(within([2, 2], [3, 3]).x, f64([2, 3]))).toBeLessThan(1e-8);
    expect(gap(within(0.4, 0.4).x, f64([0.4, 0.4]))).toBe(0);
    const n = 40;
    const target = f64(Array.from({ length: n }, (_, i) => Math.sin(i)));
    const clipped = minimize(
      (x: NDArray) => np.sum(np.multiply(sq(np.subtract(x, target)), np.arange(1, n + 1))),
      np.zerosLike(target),
      { bounds: [0, 0.5] },
    );
    expect(gap(clipped.x, np.clip(target, 0, 0.5))).toBeLessThan(1e-7);
    expect(
      gap(jit((x: NDArray) => minimize(rosenbrock, x, { bounds: [null, 0.5] }).x)(f64([0, 0])), f64([0.5, 0.25])),
    ).toBeLessThan(1e-7);
  });
  test("typed errors", () => {
    expect(() => minimize(rosenbrock, f64([0, 0]), { method: "BFGS", bounds: [0, 1] })).toThrow(
      /bounds were given, but BFGS knows none/,
    );
    expect(() => minimize(rosenbrock, f64([0, 0]), { method: "simplex" as never })).toThrow(/the method is simplex/);
    expect(() => minimize((x: NDArray) => x, f64([0, 0]))).toThrow(/one real scalar result, got f64\[2\]/);
    expect(() => minimize(rosenbrock, f64([0, 0]), { tol: -1 })).toThrow(/tol is -1/);
  });
});

describe("derivatives of minima", () => {
  // argmin of ½xᵀAx − b·x + exp-coupling: compared with differences of tightly converged minima.
  const A = f64([
    [3, 1],
    [1, 2],
  ]);
  const objective = (b: NDArray) => (x: NDArray) =>
    np.add(np.subtract(np.multiply(np.dot(x, np.dot(A, x)), 0.5), np.dot(b, x)), np.sum(np.exp(np.multiply(x, b))));
  const b = f64([1, -0.5]);
  test.each(METHODS)("%s: Jacobian of the argmin, gradient of the minimum, second order, lanes", (method) => {
    const best = (c: NDArray): NDArray => minimize(objective(c), np.zerosLike(c), { method, tol: 1e-11 }).x;
    const total = (c: NDArray): NDArray => np.sum(np.sin(best(c)));
    const along = f64([0.3, 1]);
    const h = 1e-5;
    const difference = (f: (c: NDArray) => NDArray, x = b): number =>
      (f(np.add(x, np.multiply(along, h))).item() - f(np.subtract(x, np.multiply(along, h))).item()) / (2 * h);
    expect(np.dot(grad(total)(b), along).item()).toBeCloseTo(difference(total), 6);
    expect(jvp(total, [b], [along])[1].item()).toBeCloseTo(difference(total), 6);
    expect(np.dot(jit(grad(total))(b), along).item()).toBeCloseTo(difference(total), 6);
    expect(np.dot(np.dot(hessian(total)(b), along), along).item()).toBeCloseTo(
      difference((c) => np.dot(grad(total)(c), along)),
      5,
    );
    const lowest = (c: NDArray): NDArray => minimize(objective(c), np.zerosLike(c), { method, tol: 1e-11 }).fun;
    expect(np.dot(grad(lowest)(b), along).item()).toBeCloseTo(difference(lowest), 6);
    expect(gap(vmap(grad(total))(np.stack([b, along])), np.stack([grad(total)(b), grad(total)(along)]))).toBeLessThan(
      1e-7,
    );
  });
  test("by the bounds: what is bound follows its bound, what is free follows the rest", () => {
    const free = (u: NDArray): NDArray =>
      minimize(rosenbrock, f64([0, 0]), {
        bounds: [null, np.stack([u, np.array(Infinity, { dtype: "float64" })])] as never,
        tol: 1e-11,
      }).x;
    // On the face x₀ = u the minimum is at x₁ = u².
    expect(gap(jvp(free, [f64(0.5)], [f64(1)])[1], f64([1, 1]))).toBeLessThan(1e-6);
    expect(grad((u: NDArray) => np.sum(free(u)))(f64(0.5)).item()).toBeCloseTo(2, 6);
  });
});

/** leastSquares, root and fixedPoint: standard problems, edges, derivatives by the implicit function theorem. */
import { grad, hessian, jacfwd, jacrev, jit, jvp, np, vmap, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { fixedPoint, leastSquares, minimize, root } from "../src/index.js";

const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
const gap = (a: NDArray, b: NDArray): number => {
  expect(a.shape).toEqual(b.shape);
  return np.max(np.abs(np.subtract(a, b)), {}).item();
};
const at = (x: NDArray, i: number): NDArray => np.lax.indexInDim(x, i, { keepdims: false });
const slope = (f: (x: NDArray) => NDArray, x: number, h = 1e-5): number =>
  (f(f64(x + h)).item() - f(f64(x - h)).item()) / (2 * h);

describe.each(["lm", "gauss-newton"] as const)("leastSquares by %s", (method) => {
  const rosenbrock = (x: NDArray): NDArray =>
    np.stack([np.multiply(np.subtract(at(x, 1), np.square(at(x, 0))), 10), np.subtract(1, at(x, 0))]);
  test("residuals that vanish, and those that do not, in both precisions", () => {
    for (const [dtype, tolerance] of [
      ["float64", 1e-8],
      ["float32", 1e-3],
    ] as const) {
      const found = leastSquares(rosenbrock, np.array([-1.2, 1], { dtype }), { method });
      expect([found.message, gap(found.x, np.array([1, 1], { dtype })) < tolerance]).toEqual(["converged", true]);
      // y = a·exp(b·t) with disturbances that no parameters explain.
      const t = np.linspace(0, 2, 15, { dtype });
      const y = np.add(np.multiply(2, np.exp(np.multiply(t, -1.3))), np.multiply(np.sin(np.multiply(t, 9)), 0.05));
      const fit = leastSquares(
        ({ a, b }: { a: NDArray; b: NDArray }) => np.subtract(np.multiply(a, np.exp(np.multiply(b, t))), y),
        { a: np.array(1, { dtype }), b: np.array(0, { dtype }) },
        { method },
      );
      expect(fit.success.item()).toBe(1);
      expect(fit.x.a.item()).toBeCloseTo(2, 1);
      expect(Math.max(Math.abs(fit.jac?.a.item() ?? 1), Math.abs(fit.jac?.b.item() ?? 1))).toBeLessThan(
        dtype === "float64" ? 1e-7 : 1e-3,
      );
    }
  });
  test("linear problems are solved as lstsq does; fewer residuals than unknowns too", () => {
    const A = f64([
      [1, 2],
      [3, -1],
      [0.5, 1],
      [2, 2],
    ]);
    const b = f64([1, 0, 2, -1]);
    const found = leastSquares((x: NDArray) => np.subtract(np.dot(A, x), b), np.zeros([2], { dtype: "float64" }), {
      method,
    });
    expect(gap(found.x, np.linalg.lstsq(A, b)[0])).toBeLessThan(1e-7);
    const wide = leastSquares(
      (x: NDArray) => np.stack([np.subtract(np.sum(np.exp(x)), 5)]),
      np.zeros([3], { dtype: "float64" }),
      { method },
    );
    expect([wide.success.item(), wide.fun.item() < 1e-12]).toEqual([1, true]);
  });
  test("edges", () => {
    const run = (f: (x: NDArray) => NDArray, x0: NDArray, options = {}) => leastSquares(f, x0, { method, ...options });
    expect(run((x) => np.subtract(x, 3), f64([3])).nit.item()).toBe(0);
    expect(run((x) => np.subtract(x, 3), f64([1]), { maxiter: 0 }).message).toMatch(/largest number/);
    expect(run((x) => np.log(x), f64([-1])).message).toMatch(/not finite/);
    // A column of zeros: the variable does not matter and stays finite.
    const unused = run((x) => np.subtract(np.square(np.lax.sliceInDim(x, 0, 1)), 2), f64([1, 7]));
    expect([unused.success.item(), unused.x.tolist()]).toEqual([
      1,
      [expect.closeTo(Math.SQRT2, 8), expect.closeTo(7, 8)],
    ]);
    expect(() => leastSquares(rosenbrock, f64([0, 0]), { method: "simplex" as never })).toThrow(
      /the method is simplex/,
    );
  });
  test("jit, lanes, derivatives by data", () => {
    const t = f64([0, 0.5, 1, 2]);
    const best = (y: NDArray): NDArray =>
      leastSquares(
        (p: NDArray) => np.subtract(np.multiply(at(p, 0), np.exp(np.multiply(at(p, 1), t))), y),
        f64([1, 0]),
        { method, tol: 1e-12 },
      ).x;
    const y = f64([2, 1.2, 0.9, 0.2]);
    const along = f64([1, -0.5, 0.3, 0.7]);
    const h = 1e-5;
    const difference = np.divide(
      np.subtract(best(np.add(y, np.multiply(along, h))), best(np.subtract(y, np.multiply(along, h)))),
      2 * h,
    );
    expect(gap(jvp(best, [y], [along])[1], difference)).toBeLessThan(1e-6);
    expect(gap(np.dot(jacrev(best)(y), along), difference)).toBeLessThan(1e-6);
    expect(gap(jit(jacfwd(best))(y), jacrev(best)(y))).toBeLessThan(1e-9);
    expect(
      gap(vmap(best)(np.stack([y, np.multiply(y, 2)])), np.stack([best(y), best(np.multiply(y, 2))])),
    ).toBeLessThan(1e-7);
  });
});

/** The system of Broyden's tridiagonal function. */
const broyden = (x: NDArray): NDArray => {
  const n = x.shape[0] as number;
  const zero = np.zeros([1], { dtype: x.dtype });
  const before = np.concatenate([zero, np.lax.sliceInDim(x, 0, n - 1)]);
  const after = np.concatenate([np.lax.sliceInDim(x, 1, n), zero]);
  return np.add(
    np.subtract(np.subtract(np.multiply(np.subtract(3, np.multiply(x, 2)), x), before), np.multiply(after, 2)),
    1,
  );
};

describe.each(["newton", "krylov"] as const)("root by %s", (method) => {
  test("scalars, systems, both precisions, far starts", () => {
    expect(root((x: NDArray) => np.subtract(np.square(x), 2), 1, { method }).x.item()).toBeCloseTo(Math.SQRT2, 5);
    const found = root(broyden, np.full([50], -1, { dtype: "float64" }), { method });
    expect([found.message, found.fun.item() < 1e-10]).toEqual(["converged", true]);
    expect(root(broyden, np.full([20], -1, { dtype: "float32" }), { method }).success.item()).toBe(1);
    // Newton's full steps diverge from here: atan has its steps halved.
    expect(root((x: NDArray) => np.arctan(x), f64(20), { method }).x.item()).toBeCloseTo(0, 9);
    const tree = root(
      ({ u, v }: { u: NDArray; v: NDArray[] }) => ({
        u: np.subtract(np.exp(u), 2),
        v: [np.subtract(v[0] as NDArray, np.sum(u))],
      }),
      { u: f64([0, 1]), v: [f64(0)] },
      { method },
    );
    expect(tree.x.v[0]?.item()).toBeCloseTo(2 * Math.LN2, 9);
  });
  test("edges", () => {
    const run = (f: (x: NDArray) => NDArray, x0: NDArray, options = {}) => root(f, x0, { method, ...options });
    expect(run((x) => x, f64([0])).nit.item()).toBe(0);
    expect(run((x) => np.subtract(x, 1), f64([0]), { maxiter: 0 }).status.item()).toBe(1);
    const none = run((x) => np.add(np.square(x), 1), f64([3]));
    expect([none.success.item(), np.isfinite(none.x).tolist()]).toEqual([0, [1].map(Boolean)]);
    expect(run((x) => np.log(x), f64([-1])).message).toMatch(/not finite/);
    const flat = run((x) => np.add(np.multiply(x, 0), 1), f64([2]));
    expect([flat.success.item(), flat.x.tolist()]).toEqual([0, [2]]);
    expect(() => root((x: NDArray) => np.sum(x), f64([1, 2]), { method })).toThrow(
      /result of f is a tree with leaves of shapes \[\], but x0 has \[2\]/,
    );
    expect(() => root((x: NDArray) => x, f64(1), { method: "secant" as never })).toThrow(/the method is secant/);
  });
  test("jit, lanes, derivatives of every order", () => {
    // x + θ·exp(x) = 1.
    const solved = (p: NDArray): NDArray =>
      root((x: NDArray) => np.subtract(np.add(x, np.multiply(p, np.exp(x))), 1), np.zerosLike(p), {
        method,
        tol: 1e-14,
      }).x;
    expect(grad(solved)(f64(0.7)).item()).toBeCloseTo(slope(solved, 0.7), 8);
    expect(jvp(solved, [f64(0.7)], [f64(1)])[1].item()).toBeCloseTo(slope(solved, 0.7), 8);
    expect(grad(grad(solved))(f64(0.7)).item()).toBeCloseTo(slope(grad(solved), 0.7), 8);
    expect(jit(grad(solved))(f64(0.7)).item()).toBeCloseTo(slope(solved, 0.7), 8);
    expect(
      gap(vmap(grad(solved))(f64([0.1, 0.7])), np.stack([grad(solved)(f64(0.1)), grad(solved)(f64(0.7))])),
    ).toBeLessThan(1e-10);
  });
});

describe("many unknowns", () => {
  // Beyond 128 of them the linear system of the derivative is solved without its matrix.
  const n = 200;
  const shifted = (p: NDArray) => (x: NDArray) =>
    np.subtract(
      np.add(np.multiply(x, 3), np.sin(np.roll(x, 1))),
      np.multiply(p, np.cos(np.arange(n, { dtype: "float64" }))),
    );
  const p = f64(0.8);
  const zero = np.zeros([n], { dtype: "float64" });
  /** The derivative by p, with the matrix written out. */
  const direct = (f: (q: NDArray) => (x: NDArray) => NDArray, x: NDArray): NDArray =>
    np.negative(np.linalg.solve(jacfwd(f(p))(x), jacfwd((q: NDArray) => f(q)(x))(p)));
  test("roots and fixed points, both modes", () => {
    const solved = (q: NDArray): NDArray => root(shifted(q), zero, { method: "krylov", tol: 1e-13 }).x;
    const settled = (q: NDArray): NDArray =>
      fixedPoint((x: NDArray) => np.subtract(x, np.divide(shifted(q)(x), 4)), zero, { tol: 1e-13 }).x;
    const exact = direct(shifted, solved(p));
    for (const f of [solved, settled]) {
      expect(gap(jvp(f, [p], [f64(1)])[1], exact)).toBeLessThan(1e-10);
      expect(
        gap(jit(jacrev((q: NDArray) => np.sum(np.multiply(f(q), np.add(zero, 1)))))(p), np.sum(exact)),
      ).toBeLessThan(1e-8);
    }
  });
  test("minima, second order", () => {
    const energy = (q: NDArray) => (x: NDArray) => {
      const wave = np.multiply(q, np.cos(np.arange(n, { dtype: "float64" })));
      return np.add(
        np.subtract(np.multiply(np.dot(x, x), 2), np.dot(wave, x)),
        np.sum(np.multiply(np.cos(np.subtract(x, np.roll(x, 1))), 0.3)),
      );
    };
    const best = (q: NDArray): NDArray => minimize(energy(q), zero, { method: "L-BFGS", tol: 1e-12 }).x;
    expect(
      gap(
        jvp(best, [p], [f64(1)])[1],
        direct((q) => grad(energy(q)), best(p)),
      ),
    ).toBeLessThan(1e-9);
    const total = (q: NDArray): NDArray => np.sum(np.sin(best(q)));
    expect(grad(total)(p).item()).toBeCloseTo(slope(total, 0.8), 7);
    expect(grad(grad(total))(p).item()).toBeCloseTo(slope(grad(total), 0.8), 6);
  });
});

describe("fixedPoint", () => {
  const W = f64([
    [0.5, -0.4, 0.2],
    [0.3, 0.6, -0.5],
    [0.1, 0.2, 0.4],
  ]);
  const rest = (c: NDArray, memory?: number) =>
    fixedPoint((x: NDArray) => np.tanh(np.add(np.dot(W, x), c)), np.zerosLike(c), {
      tol: 1e-13,
      ...(memory !== undefined && { memory }),
    });
  test("plain and accelerated agree, and acceleration takes fewer steps", () => {
    const c = f64([0.1, -0.2, 0.3]);
    const [plain, fast] = [rest(c, 0), rest(c)];
    expect(gap(plain.x, fast.x)).toBeLessThan(1e-11);
    expect([plain.success.item(), fast.success.item()]).toEqual([1, 1]);
    expect(fast.nit.item()).toBeLessThan(plain.nit.item() / 2);
    expect(fixedPoint((x: NDArray) => np.cos(x), 1).x.item()).toBeCloseTo(0.7390851, 5);
    expect(fixedPoint((x: NDArray) => np.add(np.divide(x, 2), 1000), np.array(0)).x.item()).toBeCloseTo(2000, 1);
  });
  test("edges", () => {
    expect(fixedPoint((x: NDArray) => x, f64([3])).nit.item()).toBe(0);
    expect(fixedPoint((x: NDArray) => np.cos(x), f64(1), { maxiter: 0 }).status.item()).toBe(1);
    expect(fixedPoint((x: NDArray) => np.multiply(x, 3), f64(1), { memory: 0 }).success.item()).toBe(0);
    expect(fixedPoint((x: NDArray) => np.log(x), f64(-1)).message).toMatch(/not finite/);
    expect(() => fixedPoint((x: NDArray) => [x], f64(1))).toThrow(/result of f is a tree/);
  });
  test("derivatives as of the iteration run to its end, lanes, second order", () => {
    const c = f64([0.1, -0.2, 0.3]);
    const unrolled = (d: NDArray): NDArray => {
      let x = np.zerosLike(d);
      for (let i = 0; i < 200; i++) x = np.tanh(np.add(np.dot(W, x), d));
      return x;
    };
    expect(gap(jacrev((d: NDArray) => rest(d).x)(c), jacrev(unrolled)(c))).toBeLessThan(1e-10);
    expect(gap(jacfwd((d: NDArray) => rest(d).x)(c), jacrev(unrolled)(c))).toBeLessThan(1e-10);
    expect(
      gap(hessian((d: NDArray) => np.sum(rest(d).x))(c), hessian((d: NDArray) => np.sum(unrolled(d)))(c)),
    ).toBeLessThan(1e-9);
    expect(
      gap(
        vmap((d: NDArray) => rest(d).x)(np.stack([c, np.negative(c)])),
        np.stack([unrolled(c), unrolled(np.negative(c))]),
      ),
    ).toBeLessThan(1e-11);
  });
});

/** Systems, objectives and equations drawn at random. FLUXION_FUZZ=10000 tries as many; FLUXION_SEED begins elsewhere. */
import fc from "fast-check";
import { grad, jit, jvp, np, scipy, vjp, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { bicgstab, cg, gmres, minimize, odeint, root } from "../src/index.js";

const options = {
  seed: Number(process.env["FLUXION_SEED"] ?? 20261123),
  numRuns: Number(process.env["FLUXION_FUZZ"] ?? 0) || 12,
  includeErrorInReport: true,
};
const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
const size = (x: NDArray): number => np.linalg.norm(x).item();
const entries = (count: number): fc.Arbitrary<number[]> =>
  fc.array(
    fc.integer({ min: -40, max: 40 }).map((i) => i / 10),
    { minLength: count, maxLength: count },
  );

/** A square matrix, a right-hand side, and a power of ten that both are multiplied by. */
const systems = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    A: entries(n * n).map((a) => np.reshape(f64(a), [n, n])),
    b: entries(n).map(f64),
    scale: fc.integer({ min: -8, max: 8 }).map((e) => 10 ** e),
  }),
);
/** B·Bᵀ is positive semidefinite; a multiple of the identity makes it definite. */
const definite = (B: NDArray, shift: number): NDArray =>
  np.add(np.dot(B, np.transpose(B)), np.multiply(np.eye(B.shape[0] as number, { dtype: "float64" }), shift));
const run = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, check), options);

describe("linear systems", () => {
  test("info = 0 means solved; whatever info says, x is finite", () => {
    const programs = [cg, gmres, bicgstab].map((solve) => jit((A: NDArray, b: NDArray) => solve(A, b, { tol: 1e-9 })));
    run(systems, ({ A, b, scale }) => {
      for (const matrix of [A, definite(A, 0), np.multiply(A, 0)])
        for (const solve of programs) {
          const [x, info] = solve(np.multiply(matrix, scale), np.multiply(b, scale)) as [NDArray, NDArray];
          expect(np.all(np.isfinite(x), {}).item()).toBe(1);
          const rest = size(np.subtract(np.dot(matrix, x), b));
          if (info.item() === 0) expect(rest).toBeLessThanOrEqual(1e-7 * size(b) + 1e-8 * size(matrix) * size(x));
        }
    });
  });
  test("definite systems are solved by cg, all regular ones by gmres, as directly", () => {
    run(systems, ({ A, b, scale }) => {
      const regular = definite(A, 3);
      const skewed = np.add(regular, np.subtract(A, np.transpose(A)));
      for (const [solve, matrix] of [
        [cg, regular],
        [gmres, regular],
        [gmres, skewed],
      ] as const) {
        const [x, info] = solve(np.multiply(matrix, scale), np.multiply(b, scale), { tol: 1e-12 });
        const exact = np.linalg.solve(matrix, b);
        expect(info.item()).toBe(0);
        expect(size(np.subtract(x, exact))).toBeLessThanOrEqual(1e-8 * (size(exact) + 1));
      }
    });
  });
  test("⟨u, J·v⟩ = ⟨Jᵀ·u, v⟩", () => {
    run(systems, ({ A, b }) => {
      for (const solve of [gmres, bicgstab]) {
        const f = (B: NDArray, c: NDArray): NDArray =>
          solve(np.add(definite(B, 5), np.subtract(B, np.transpose(B))), c, { tol: 1e-13 })[0];
        const [v, w] = [np.sin(A), np.cos(b)];
        const u = np.add(b, 1);
        const [ofA, ofB] = vjp(f, [A, b])[1](u) as [NDArray, NDArray];
        const forward = np.dot(u, jvp(f, [A, b], [v, w])[1]).item();
        const backward = np.sum(np.multiply(ofA, v)).item() + np.dot(ofB, w).item();
        expect(Math.abs(forward - backward)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(forward)));
      }
    });
  });
});

describe("minima and roots", () => {
  test("convex objectives are minimised by every method, from anywhere, within bounds or not", () => {
    run(systems, ({ A, b }) => {
      const H = definite(A, 1);
      const f = (x: NDArray): NDArray =>
        np.add(
          np.subtract(np.multiply(np.dot(x, np.dot(H, x)), 0.5), np.dot(b, x)),
          np.multiply(np.sum(np.square(np.square(x))), 0.1),
        );
      for (const method of ["BFGS", "L-BFGS", "L-BFGS-B", "Newton-CG"] as const) {
        const found = minimize(f, np.multiply(b, 3), { method, tol: 1e-7, maxiter: 3000 });
        expect([method, found.message]).toEqual([method, "converged"]);
        expect(size(grad(f)(found.x))).toBeLessThan(1e-5);
      }
      const within = minimize(f, np.multiply(b, 3), { bounds: [-0.25, 0.5], tol: 1e-8, maxiter: 3000 });
      expect(within.message).toBe("converged");
      const moved = np.clip(np.subtract(within.x, grad(f)(within.x)), -0.25, 0.5);
      expect(size(np.subtract(moved, within.x))).toBeLessThan(1e-6);
    });
  });
  test("monotone equations have their root found", () => {
    run(systems, ({ A, b }) => {
      const f = (x: NDArray): NDArray => np.subtract(np.add(np.dot(definite(A, 1), x), np.power(x, 3)), b);
      const found = root(f, np.multiply(b, 2));
      expect([found.message, size(f(found.x)) < 1e-8]).toEqual(["converged", true]);
    });
  });
});

describe("differential equations", () => {
  test("linear ones follow the matrix exponential, and so do their derivatives", () => {
    run(systems, ({ A, b }) => {
      const M = np.divide(A, 8);
      const end = (m: NDArray): NDArray =>
        np.lax.indexInDim(
          odeint((y: NDArray) => np.dot(m, y), b, f64([0, 0.4, 1]), { rtol: 1e-10, atol: 1e-10 }),
          2,
          { keepdims: false },
        );
      const exact = (m: NDArray): NDArray => np.dot(scipy.linalg.expm(m), b);
      expect(size(np.subtract(end(M), exact(M)))).toBeLessThan(1e-7 * (1 + size(exact(M))));
      const [g, known] = [end, exact].map((f) => grad((m: NDArray) => np.sum(np.sin(f(m))))(M)) as [NDArray, NDArray];
      expect(size(np.subtract(g, known))).toBeLessThan(1e-6 * (1 + size(known)));
    });
  });
});

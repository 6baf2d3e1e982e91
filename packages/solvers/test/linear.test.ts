/** cg, gmres and bicgstab: solutions, what info says, edges, and derivatives against a direct solution. */
import { grad, jit, jvp, np, vmap, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { bicgstab, cg, gmres, type LinearOptions, type LinearOperator } from "../src/index.js";

const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
const gap = (a: NDArray, b: NDArray): number => {
  expect(a.shape).toEqual(b.shape);
  return np.max(np.abs(np.subtract(a, b)), {}).item();
};
const TIGHT = { tol: 1e-13 };

/** The matrix of −u″ on a grid, well conditioned for its size; and the same with a wind. */
const laplacian = (n: number, wind = 0): NDArray =>
  f64(
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i === j ? 2.5 : i === j + 1 ? -1 - wind : j === i + 1 ? -1 + wind : 0)),
    ),
  );
const right = (n: number): NDArray => f64(Array.from({ length: n }, (_, i) => Math.sin(i * i + 1)));
type Solver = <B>(A: LinearOperator<B>, b: B, options?: LinearOptions<B>) => [unknown, NDArray];
const solvers: Record<string, Solver> = { cg: cg as Solver, gmres: gmres as Solver, bicgstab: bicgstab as Solver };
const solve = (name: string, A: unknown, b: unknown, options: object = TIGHT): [NDArray, number] => {
  const [x, info] = (solvers[name] as Solver)(A as never, b, options);
  expect(info.dtype).toBe("int32");
  return [x as NDArray, info.item()];
};

describe.each(Object.keys(solvers))("%s", (name) => {
  const wind = name === "cg" ? 0 : 0.4;
  test.each([1, 2, 7, 40])("n = %i: matrix, function, lists, preconditioned, started", (n) => {
    const [A, b] = [laplacian(n, wind), right(n)];
    const expected = np.linalg.solve(A, b);
    const near = np.diag(np.divide(1, np.diagonal(A)));
    for (const options of [
      {},
      { x0: np.ones([n], { dtype: "float64" }) },
      { x0: expected },
      { M: near },
      { M: (r: NDArray) => np.divide(r, 2.5) },
    ]) {
      const [x, info] = solve(name, A, b, { ...TIGHT, ...options });
      expect([info, gap(x, expected)]).toEqual([0, expect.closeTo(0, 10)]);
    }
    expect(gap(solve(name, (x: NDArray) => np.dot(A, x), b)[0], expected)).toBeLessThan(1e-11);
    expect(gap(solve(name, A.tolist(), b.tolist(), {})[0], np.astype(expected, "float32"))).toBeLessThan(1e-3);
    expect(
      gap(
        jit((m: NDArray, r: NDArray) => (solvers[name] as Solver)(m as never, r, TIGHT)[0] as NDArray)(A, b),
        expected,
      ),
    ).toBeLessThan(1e-11);
  });
  test("trees and scalars", () => {
    const matvec = ({ u, v }: { u: NDArray; v: NDArray[] }) => ({
      u: np.multiply(u, 3),
      v: [np.add(np.multiply(v[0] as NDArray, 2), np.multiply(np.sum(u), 0))],
    });
    const [x, info] = (solvers[name] as Solver)(matvec as never, { u: f64([[3, 6]]), v: [f64(4)] }, TIGHT) as [
      { u: NDArray; v: NDArray[] },
      NDArray,
    ];
    expect(info.item()).toBe(0);
    expect(gap(x.u, f64([[1, 2]]))).toBeLessThan(1e-12);
    expect(gap(x.v[0] as NDArray, f64(2))).toBeLessThan(1e-12);
    expect(solve(name, (y: NDArray) => np.multiply(y, 4), 2)[0].item()).toBeCloseTo(0.5, 6);
  });
  test("edges: b = 0, an exact start, no iterations, integers, not finite", () => {
    const [A, b] = [laplacian(5, wind), right(5)];
    const zero = np.zeros([5], { dtype: "float64" });
    expect(solve(name, A, zero)).toEqual([expect.anything(), 0]);
    expect(gap(solve(name, A, zero, { x0: b })[0], zero)).toBe(0);
    expect(solve(name, A, b, { maxiter: 0 })[1]).toBe(1);
    expect(gap(solve(name, A, b, { maxiter: 0 })[0], zero)).toBe(0);
    expect(solve(name, A, b, { maxiter: 0, x0: np.linalg.solve(A, b), tol: 1e-8 })[1]).toBe(0);
    const [integers, info] = solve(
      name,
      np.array(
        [
          [4, 1],
          [1, 3],
        ],
        { dtype: "int32" },
      ),
      np.array([1, 2], { dtype: "int32" }),
      {},
    );
    expect([integers.dtype, info]).toEqual(["float32", 0]);
    expect(gap(integers, np.array([1 / 11, 7 / 11]))).toBeLessThan(1e-5);
    for (const bad of [NaN, Infinity]) {
      const [x, said] = solve(name, A, f64([1, bad, 0, 0, 0]));
      expect(np.all(np.isnan(x), {}).item()).toBe(1);
      expect(said).toBe(-1);
    }
    const [x, said] = solve(name, np.multiply(A, NaN), b);
    expect(said).not.toBe(0);
    expect(np.all(np.isfinite(x), {}).item()).toBe(1);
    const empty = solve(name, np.zeros([0, 0], { dtype: "float64" }), np.zeros([0], { dtype: "float64" }));
    expect([empty[0].shape, empty[1]]).toEqual([[0], 0]);
  });
  test("singular and indefinite matrices: a finite result, and info says so", () => {
    const singular = f64([
      [1, 0],
      [0, 0],
    ]);
    const [x, info] = solve(name, singular, f64([1, 1]));
    expect(np.all(np.isfinite(x), {}).item()).toBe(1);
    expect(info).not.toBe(0);
    expect(solve(name, singular, f64([1, 0]))).toEqual([expect.anything(), 0]);
    const indefinite = f64([
      [1, 0.2],
      [0.2, -1],
    ]);
    const [y, said] = solve(name, indefinite, f64([0, 1]));
    if (name === "cg") expect(said).toBe(-1);
    else expect([said, gap(y, np.linalg.solve(indefinite, f64([0, 1])))]).toEqual([0, expect.closeTo(0, 10)]);
    const [, skew] = solve(
      name,
      f64([
        [0, 1],
        [-1, 0],
      ]),
      f64([1, 2]),
    );
    expect(skew).toBe({ cg: -1, gmres: 0, bicgstab: -10 }[name]);
    expect(solve(name, np.zeros([3, 3], { dtype: "float64" }), f64([1, 2, 3]))[1]).toBeLessThan(0);
  });
  test("float32 reaches what float32 can", () => {
    const [A, b] = [np.astype(laplacian(30, wind), "float32"), np.astype(right(30), "float32")];
    const [x, info] = solve(name, A, b, { tol: 1e-6 });
    expect([x.dtype, info]).toEqual(["float32", 0]);
    expect(gap(x, np.linalg.solve(A, b))).toBeLessThan(1e-5);
  });
  test("derivatives of both modes, second order, lanes", () => {
    const [A, b] = [laplacian(6, wind), right(6)];
    // Symmetric for cg, whatever the tangent.
    const matrix = (t: NDArray): NDArray =>
      np.add(A, np.multiply(t, np.add(np.diag(b), name === "cg" ? 0 : np.outer(b, np.cos(b)))));
    const of = (kind: (m: NDArray, r: NDArray) => NDArray) => (t: NDArray) =>
      np.sum(np.sin(kind(matrix(t), np.multiply(b, np.exp(t)))));
    const iterative = of((m, r) => solve2(m, r));
    const solve2 = (m: NDArray, r: NDArray): NDArray =>
      (solvers[name] as Solver)(m as never, r, { ...TIGHT, x0: r })[0] as NDArray;
    const direct = of((m, r) => np.linalg.solve(m, r));
    const t = f64(0.05);
    expect(gap(iterative(t), direct(t))).toBeLessThan(1e-11);
    expect(gap(grad(iterative)(t), grad(direct)(t))).toBeLessThan(1e-10);
    expect(gap(jit(grad(iterative))(t), grad(direct)(t))).toBeLessThan(1e-10);
    expect(gap(jvp(iterative, [t], [f64(1)])[1], grad(direct)(t))).toBeLessThan(1e-10);
    expect(gap(grad(grad(iterative))(t), grad(grad(direct))(t))).toBeLessThan(1e-9);
    const ts = f64([0, 0.05, -0.1]);
    expect(gap(vmap(grad(iterative))(ts), vmap(grad(direct))(ts))).toBeLessThan(1e-10);
  });
  test("typed errors show both sides", () => {
    expect(() => solve(name, np.ones([2, 3]), np.ones([3]))).toThrow(
      /A has shape \[2, 3\], but it must be a square matrix/,
    );
    expect(() => solve(name, np.eye(3), np.ones([2]))).toThrow(/A has shape \[3, 3\], but b has shape \[2\]/);
    expect(() => solve(name, np.eye(2), np.ones([2]), { x0: np.ones([3]) })).toThrow(
      /x0 is a tree with leaves of shapes \[3\], but b has \[2\]/,
    );
    expect(() => solve(name, (x: NDArray) => np.sum(x), np.ones([2]))).toThrow(
      /matvec\(x\) is f32\[\], but that of b is f32\[2\]/,
    );
    expect(() => solve(name, np.eye(2), np.ones([2]), { tol: -1 })).toThrow(/tol is -1/);
  });
});

describe("gmres", () => {
  test("restarts, and says where they gain nothing", () => {
    const [A, b] = [laplacian(30, 0.4), right(30)];
    const [x, info] = gmres(A, b, { ...TIGHT, restart: 4, maxiter: 200 });
    expect([info.item(), gap(x, np.linalg.solve(A, b))]).toEqual([0, expect.closeTo(0, 10)]);
    // One vector cannot turn: the residual of a cycle is orthogonal to nothing.
    expect(
      gmres(
        f64([
          [0, 1],
          [-1, 0],
        ]),
        f64([1, 2]),
        { restart: 1 },
      )[1].item(),
    ).toBe(-1);
    expect(() => gmres(A, b, { restart: 0 })).toThrow(/restart is 0/);
  });
  test("a singular but consistent system has a solution", () => {
    const A = f64([
      [2, 1, 0],
      [1, 2, 0],
      [0, 0, 0],
    ]);
    const [x, info] = gmres(A, f64([1, -1, 0]), TIGHT);
    expect(info.item()).toBe(0);
    expect(gap(np.dot(A, x), f64([1, -1, 0]))).toBeLessThan(1e-12);
  });
});

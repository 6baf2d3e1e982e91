/** Sparse Jacobians: patterns detected and given, colourings, and agreement with dense ones. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  broadcast,
  concatenate,
  cond,
  cumsum,
  dotGeneral,
  eq,
  exp,
  FluxionError,
  fullLike,
  gather,
  grad,
  gt,
  hessian,
  iota,
  jacfwd,
  jit,
  mul,
  reduceMax,
  reshape,
  reverse,
  scan,
  select,
  setDefaultBackend,
  sin,
  slice,
  sort,
  sparseHessian,
  sparseJacobian,
  square,
  sub,
  sum,
  tree,
  whileLoop,
  lt,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const f64 = (x: unknown): NDArray => asArray(x, "float64");
const ramp = (n: number): NDArray => f64(Array.from({ length: n }, (_, i) => Math.sin(i + 1)));
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
const part = (x: NDArray, from: number, to: number): NDArray =>
  slice(x, { starts: [from], limits: [to], strides: [1] });
const at = (x: NDArray, places: readonly number[]): NDArray =>
  gather(
    x,
    asArray(
      places.map((i) => [i]),
      "int32",
    ),
    {
      offsetDims: [],
      collapsedSliceDims: [0],
      startIndexMap: [0],
      operandBatchingDims: [],
      startIndicesBatchingDims: [],
      sliceSizes: [1],
      mode: "clip",
    },
  );

type Function = (x: NDArray) => NDArray;

/** The sparse Jacobian of a function of a vector is the dense one, by both modes; gives entries and colours. */
function agrees(f: Function, x: NDArray): { nnz: number; forward: number; reverse: number } {
  const dense = [...(jacfwd(f)(x) as NDArray).dataSync()];
  const run = (mode: "forward" | "reverse") => {
    const jacobian = sparseJacobian(f, { mode, check: true });
    const result = jacobian(x);
    expect([...result.toDense().dataSync()]).toEqual(dense.map((value) => expect.closeTo(value, 12)));
    return { nnz: result.nnz, colours: jacobian.sparsity(x).colours };
  };
  const [forward, backward] = [run("forward"), run("reverse")];
  expect(sparseJacobian(f)(x).nnz).toBe(forward.nnz);
  return { nnz: forward.nnz, forward: forward.colours, reverse: backward.colours };
}

/** u″ with u = 0 outside, plus a nonlinear term: tridiagonal. */
const diffusion: Function = (u) => {
  const n = u.shape[0] as number;
  const zero = fullLike(u, 0, u.dtype, [1]);
  const [left, right] = [
    concatenate([zero, part(u, 0, n - 1)], { axis: 0 }),
    concatenate([part(u, 1, n), zero], { axis: 0 }),
  ];
  return add(sub(add(left, right), mul(2, u)), exp(u));
};

describe("detected patterns", () => {
  test("pointwise functions are diagonal: one colour", () => {
    expect(agrees((x) => mul(sin(x), exp(x)), ramp(7))).toEqual({ nnz: 7, forward: 1, reverse: 1 });
  });
  test("a stencil is tridiagonal: three colours, whatever the length", () => {
    expect(agrees(diffusion, ramp(40))).toEqual({ nnz: 3 * 40 - 2, forward: 3, reverse: 3 });
  });
  test("moved, repeated, joined and summed elements are followed exactly", () => {
    expect(agrees((x) => reverse(x, { axes: [0] }), ramp(5)).nnz).toBe(5);
    expect(agrees((x) => broadcast(square(x), { shape: [3, 4], axes: [0] }), ramp(4)).nnz).toBe(12);
    expect(agrees((x) => sum(reshape(square(x), { shape: [3, 4] }), { axes: [1] }), ramp(12)).nnz).toBe(12);
    expect(agrees((x) => mul(at(x, [0, 2, 2, 1]), at(x, [1, 1, 0, 1])), ramp(5)).nnz).toBe(7);
    expect(agrees((x) => cumsum(x, { axis: 0, reverse: false }), ramp(6)).nnz).toBe(21);
  });
  test("columns that are complete after two elements stay so when the first ones come again", () => {
    const pairs: Function = (x) => mul(reverse(x, { axes: [0] }), sin(x));
    expect(agrees((x) => total(sin(pairs(x))), ramp(4)).nnz).toBe(4);
    expect(agrees((x) => cumsum(pairs(x), { axis: 0, reverse: false }), ramp(4)).nnz).toBe(14);
  });
  test("a dense row is cheap by rows, a dense column by columns", () => {
    expect(agrees((x) => total(square(x)), ramp(50))).toEqual({ nnz: 50, forward: 50, reverse: 1 });
    const spread: Function = (x) => broadcast(sin(at(x, [0])), { shape: [50, 1], axes: [0] });
    expect(agrees(spread, ramp(3))).toEqual({ nnz: 50, forward: 1, reverse: 50 });
    expect(sparseJacobian((x: NDArray) => total(square(x))).sparsity(ramp(50)).mode).toBe("reverse");
  });
  test("matrix products keep blocks apart", () => {
    const w = reshape(ramp(9), { shape: [3, 3] });
    const rows: Function = (x) =>
      dotGeneral(reshape(x, { shape: [4, 3] }), w, {
        lhsContract: [1],
        rhsContract: [0],
        lhsBatch: [],
        rhsBatch: [],
      });
    expect(agrees(rows, ramp(12))).toEqual({ nnz: 36, forward: 3, reverse: 3 });
    const gram: Function = (x) => {
      const y = reshape(x, { shape: [4, 3] });
      return dotGeneral(y, y, { lhsContract: [1], rhsContract: [1], lhsBatch: [0], rhsBatch: [0] });
    };
    expect(agrees(gram, ramp(12)).nnz).toBe(12);
  });
  test("constants that are zero cut entries; choices known beforehand do too", () => {
    const mask = f64([1, 0, 1, 0]);
    expect(agrees((x) => mul(sin(x), mask), ramp(4)).nnz).toBe(2);
    const chosen: Function = (x) =>
      select(
        eq(iota({ shape: [4], dtype: "int32", axis: 0 }), asArray([0, 9, 2, 9], "int32")),
        x,
        reverse(x, { axes: [0] }),
      );
    expect(agrees(chosen, ramp(4)).nnz).toBe(4);
  });
  test("choices by value have entries for every outcome", () => {
    const larger: Function = (x) => select(gt(x, fullLike(x, 0)), x, reverse(x, { axes: [0] }));
    expect(agrees(larger, ramp(4)).nnz).toBe(8);
    expect(agrees((x) => sort([x], { axis: 0, keys: 1 })[0] as NDArray, ramp(4)).nnz).toBe(16);
    expect(agrees((x) => reduceMax(reshape(x, { shape: [2, 3] }), { axes: [1] }), ramp(6)).nnz).toBe(6);
  });
  test("loops and branches", () => {
    const running: Function = (x) =>
      scan((c: NDArray, row: NDArray) => [mul(c, sin(row)), add(c, row)], fullLike(x, 1, "float64", []), x)[1];
    expect(agrees(running, ramp(5)).nnz).toBe(15);
    const back: Function = (x) =>
      scan((c: NDArray, row: NDArray) => [row, mul(c, row)], fullLike(x, 1, "float64", []), x, { reverse: true })[1];
    expect(agrees(back, ramp(5)).nnz).toBe(9);
    const either: Function = (x) =>
      cond(
        gt(total(x), fullLike(total(x), 0)),
        (y: NDArray) => sin(y),
        (y: NDArray) => reverse(y, { axes: [0] }),
        x,
      );
    expect(agrees(either, ramp(4)).nnz).toBe(8);
    const shifted: Function = (x) =>
      whileLoop(
        ([i]: [NDArray, NDArray]) => lt(i, fullLike(i, 2)),
        ([i, y]: [NDArray, NDArray]) => [add(i, 1), concatenate([part(y, 1, 5), part(y, 4, 5)], { axis: 0 })],
        [asArray(0, "int32"), x] as [NDArray, NDArray],
      )[1] as NDArray;
    const { nnz } = sparseJacobian(shifted, { mode: "forward", check: true })(ramp(5));
    expect(nnz).toBeGreaterThanOrEqual(5);
  });
  test("through jit, over trees, with several results and integers among them", () => {
    const f = ({ a, b }: { a: NDArray; b: NDArray }, scale: NDArray) => ({
      first: mul(a, scale),
      index: iota({ shape: [2], dtype: "int32", axis: 0 }),
      last: jit((y: NDArray) => square(y))(b),
    });
    const jacobian = sparseJacobian(f);
    const result = jacobian({ a: f64([1, 2]), b: f64([3]) }, f64([5, 6]));
    expect(result.shape).toEqual([5, 3]);
    expect([...result.rows]).toEqual([0, 1, 2, 2, 2, 3]);
    expect([...result.cols]).toEqual([0, 1, 2]);
    expect([...result.vals.dataSync()]).toEqual([5, 6, 6]);
    const both = sparseJacobian(f, { argnums: [0, 1] })({ a: f64([1, 2]), b: f64([3]) }, f64([5, 6]));
    expect(both.toDense().tolist()).toEqual([
      [5, 0, 0, 1, 0],
      [0, 6, 0, 0, 2],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 6, 0, 0],
    ]);
  });
  test("inside jit and grad", () => {
    const jacobian = sparseJacobian(diffusion);
    const norm = (x: NDArray): NDArray => total(square(jacobian(x).vals));
    const x = ramp(6);
    expect(jit(norm)(x).item()).toBeCloseTo(norm(x).item(), 12);
    const dense = (y: NDArray): NDArray => total(square(jacfwd(diffusion)(y) as NDArray));
    expect([...grad(norm)(x).dataSync()]).toEqual([...grad(dense)(x).dataSync()].map((v) => expect.closeTo(v, 12)));
    expect((tree.leaves(jit((y: NDArray) => jacobian(y))(x)) as NDArray[])[0]?.shape).toEqual([16]);
  });
});

describe("given patterns", () => {
  const x = ramp(6);
  const { rows, cols } = sparseJacobian(diffusion).sparsity(x);
  test("compressed rows and boolean arrays", () => {
    const expected = [...sparseJacobian(diffusion)(x).vals.dataSync()];
    expect([...sparseJacobian(diffusion, { sparsity: { rows, cols } })(x).vals.dataSync()]).toEqual(expected);
    const mask = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (__, j) => Math.abs(i - j) < 2));
    const result = sparseJacobian(diffusion, { sparsity: mask, check: true })(x);
    expect([...result.vals.dataSync()]).toEqual(expected);
  });
  test("one that lacks an entry is noticed with check", () => {
    const diagonal = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (__, j) => i === j));
    expect(() => sparseJacobian(diffusion, { sparsity: diagonal, check: true })(x)).toThrow(
      /row 0 of 6.*the entries of the pattern give/s,
    );
  });
  test("one that does not fit is refused", () => {
    const refused = (sparsity: never): string => {
      try {
        sparseJacobian(diffusion, { sparsity })(x);
      } catch (error) {
        return error instanceof FluxionError ? `${error.code}: ${error.failure.what}` : String(error);
      }
      return "accepted";
    };
    expect(refused([[true]] as never)).toBe("argument: the pattern has shape [1, 1], but the Jacobian is [6, 6]");
    expect(refused({ rows: [0, 1], cols: [0] } as never)).toContain("1 rows, but the function has 6");
    expect(refused({ rows: [0, 1, 1, 1, 1, 1, 2], cols: [0] } as never)).toContain("go from 0 to 2");
    expect(refused({ rows: [0, 1, 1, 1, 1, 1, 1], cols: [9] } as never)).toContain("column 9 of 6");
    expect(refused({ rows: [0, 2, 2, 2, 2, 2, 2], cols: [1, 0] } as never)).toContain("do not ascend: 1, 0");
  });
});

describe("hessians", () => {
  test("chained Rosenbrock: three colours", () => {
    const rosenbrock = (x: NDArray): NDArray => {
      const n = x.shape[0] as number;
      const [head, tail] = [part(x, 0, n - 1), part(x, 1, n)];
      return total(add(mul(100, square(sub(tail, square(head)))), square(sub(1 as never, head))));
    };
    const x = ramp(9);
    const sparse = sparseHessian(rosenbrock, { check: true });
    expect(sparse.sparsity(x)).toMatchObject({ colours: 3, mode: "forward" });
    expect([...sparse(x).toDense().dataSync()]).toEqual(
      [...(hessian(rosenbrock)(x) as NDArray).dataSync()].map((v) => expect.closeTo(v, 9)),
    );
  });
});

describe("size", () => {
  test("10⁵ rows in one go, in chunks of colours that agree", () => {
    const n = 100_000;
    const x = f64(Float64Array.from({ length: n }, (_, i) => Math.sin(i)));
    const jacobian = sparseJacobian(diffusion);
    const { nnz, vals } = jacobian(x);
    expect(nnz).toBe(3 * n - 2);
    expect(jacobian.sparsity(x).colours).toBe(3);
    expect(vals.dataSync()[1]).toBe(1);
  });
  test("a pattern that is not sparse is refused with a typed error, not by running out of memory", () => {
    const mixing: Function = (x) => cumsum(cumsum(square(x), { axis: 0, reverse: false }), { axis: 0, reverse: true });
    expect(agrees(mixing, ramp(6)).nnz).toBe(36);
    expect(() => sparseJacobian(mixing).sparsity(ramp(20_000))).toThrow(/the derivative is not sparse/);
  });
});

/** Whole programs in one module: loops, branches, products, calls of the host, values of every element type. */
import {
  add,
  asArray,
  cond,
  debug,
  dotGeneral,
  exp,
  gt,
  jit,
  lt,
  mul,
  ArgumentError,
  scan,
  setDefaultBackend,
  shapeDtype,
  pureCallback,
  sin,
  sum,
  whileLoop,
  type NDArray,
} from "@fluxion/core";
import { expect, test } from "vitest";
import { wasm } from "../src/index.js";

setDefaultBackend(wasm());

const PLAIN = { lhsBatch: [], rhsBatch: [] } as const;

test("pointwise equations are one loop", () => {
  const f = jit((x: NDArray) => mul(sin(add(x, 1)), exp(x)));
  const xs = [0, 1, 2, 3, 4];
  const got = Array.from((f(asArray(xs)) as NDArray).dataSync());
  got.forEach((y, i) => expect(y).toBeCloseTo(Math.sin((xs[i] as number) + 1) * Math.exp(xs[i] as number), 4));
});

test.each([1, 3, 4, 5, 8, 9, 64, 67, 130])("a square product of %i rows agrees with sums", (n) => {
  const elements = (phase: number): Float64Array =>
    Float64Array.from({ length: n * n }, (_, i) => Math.round(8 * Math.sin(i + phase)));
  const [x, y] = [elements(0), elements(1)];
  const matrix = (data: Float64Array): NDArray =>
    asArray(Array.from({ length: n }, (_, i) => Array.from(data.slice(i * n, i * n + n))));
  for (const [contract, at] of [
    [1, (i: number, k: number) => x[i * n + k]],
    [0, (i: number, k: number) => x[k * n + i]],
  ] as const) {
    const product = dotGeneral(matrix(x), matrix(y), {
      ...PLAIN,
      lhsContract: [contract],
      rhsContract: [0],
    }).dataSync();
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let want = 0;
        for (let k = 0; k < n; k++) want += (at(i, k) as number) * (y[k * n + j] as number);
        expect(product[i * n + j]).toBe(want);
      }
  }
});

test("a scan is a loop inside the module", () => {
  const f = jit((x: NDArray) => scan((c: NDArray, x: NDArray) => [add(c, x), mul(c, x)], asArray(0), x));
  const [carry, results] = f(asArray([1, 2, 3, 4])) as unknown as [NDArray, NDArray];
  expect([carry.item(), results.tolist()]).toEqual([10, [0, 2, 9, 24]]);
});

test("a while loop inside a branch", () => {
  const double = (x: NDArray): unknown =>
    whileLoop(
      (c: NDArray) => lt(c, 100),
      (c: NDArray) => mul(c, 2),
      x,
    );
  const f = jit((x: NDArray) => cond(gt(x, 0), double as never, ((y: NDArray) => mul(y, -1)) as never, x));
  expect([(f(asArray(3)) as NDArray).item(), (f(asArray(-3)) as NDArray).item()]).toEqual([192, 3]);
});

test("a loop that does not end says so", () => {
  const f = jit((x: NDArray) =>
    whileLoop(
      (c: NDArray) => lt(c, 1),
      (c: NDArray) => mul(c, 1),
      x,
      { maxIterations: 50 },
    ),
  );
  expect(() => f(asArray(0))).toThrow(ArgumentError);
  expect((f(asArray(2)) as NDArray).item()).toBe(2);
});

test("sums of many small numbers are accurate along lines and across them", () => {
  const x = asArray(new Float32Array(2_000_000).fill(0.1));
  expect(sum(x, { axes: [0] }).item()).toBeCloseTo(200_000, 0);
});

test("the host is called with copies, and may run programs itself", () => {
  const inner = jit((x: NDArray) => mul(x, 2));
  const seen: number[] = [];
  const f = jit((x: NDArray) => {
    debug.callback((y: NDArray) => void seen.push(y.item()), sum(x, { axes: [0] }));
    return add(x, pureCallback((y: NDArray) => inner(y), shapeDtype([3], "float32"), x) as NDArray);
  });
  expect((f(asArray([1, 2, 3])) as NDArray).tolist()).toEqual([3, 6, 9]);
  expect(seen).toEqual([6]);
});

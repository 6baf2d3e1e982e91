/** What becomes one loop: programs after fusion, as text. */
import { cpu } from "@fluxion/backend-cpu";
import * as core from "@fluxion/core";
import {
  add,
  broadcast,
  div,
  exp,
  fuse,
  fusePointwise,
  log,
  mul,
  orThrow,
  check,
  print,
  reduceMax,
  reduceMin,
  reshape,
  rsqrt,
  runPasses,
  setDefaultBackend,
  shapeDtype,
  simplifying,
  square,
  sub,
  sum,
  tanh,
  trace,
  valueAndGrad,
  type NDArray,
  type Program,
} from "@fluxion/core";
import { expect, test } from "vitest";

setDefaultBackend(cpu());

type F = (...xs: NDArray[]) => unknown;
const optimised = (f: F, ...xs: unknown[]): Program =>
  orThrow(check(runPasses([...simplifying, fuse], trace(f as never)(...(xs as never[])))));
const text = (f: F, ...xs: unknown[]): string => print(optimised(f, ...xs));
const steps = (f: F, ...xs: unknown[]): string[] =>
  optimised(f, ...xs).equations.map(({ primitive }) => primitive.name);

const last = { axes: [1] };
const back = (row: NDArray, like: NDArray): NDArray => broadcast(row, { shape: like.shape, axes: [1] });
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
const matrix = shapeDtype([4, 3]);

const softmax = (x: NDArray): NDArray => {
  const e = exp(sub(x, back(reduceMax(x, last), x)));
  return div(e, back(sum(e, last), x));
};
const logsumexp = (x: NDArray): NDArray => {
  const most = reduceMax(x, last);
  return add(log(sum(exp(sub(x, back(most, x))), last)), most);
};
const mean = (x: NDArray): NDArray => div(sum(x, last), x.shape[1] as number);
const variance = (x: NDArray): NDArray => mean(square(sub(x, back(mean(x), x))));
const layerNorm = (x: NDArray): NDArray => mul(sub(x, back(mean(x), x)), back(rsqrt(add(variance(x), 1e-5)), x));
const squaredError = (w: NDArray, x: NDArray): NDArray => total(square(sub(mul(w, x), 1)));
const kmeans = (c: NDArray, p: NDArray): NDArray => {
  const shape = [p.shape[0] as number, ...c.shape];
  const apart = sub(broadcast(p, { shape, axes: [1] }), broadcast(c, { shape, axes: [0] }));
  return total(reduceMin(sum(square(apart), { axes: [2] }), { axes: [1] }));
};

test("softmax is one loop over rows", () => {
  expect(text(softmax, matrix)).toMatchInlineSnapshot(`
    "(a: f32[4,3]) =>
      b: f32[4,3] = fusedReduction[program={(a: f32[4,3]) =>
          b: f32[4] = reduceMax[axes=[1]] a
          c: f32[4,3] = broadcast[axes=[1] shape=[4,3]] b
          d: f32[4,3] = sub a c
          e: f32[4,3] = exp d
          f: f32[4] = sum[axes=[1]] e
          g: f32[4,3] = broadcast[axes=[1] shape=[4,3]] f
          h: f32[4,3] = div e g
          (h)}] a
      (b)"
  `);
});

test("logsumexp, variance and layer norm are one loop each", () => {
  expect(steps(logsumexp, matrix)).toEqual(["fusedReduction"]);
  expect(steps(variance, matrix)).toEqual(["fusedReduction"]);
  expect(steps(layerNorm, matrix)).toEqual(["fusedReduction"]);
  expect(steps(core.grad((x: NDArray) => total(softmax(x))) as F, matrix)).toEqual(["fusedReduction"]);
});

test("a squared error and its gradient read their operands once", () => {
  expect(text(valueAndGrad(squaredError) as F, matrix, matrix)).toMatchInlineSnapshot(`
    "(a: f32[4,3], b: f32[4,3]) =>
      c: f32[], d: f32[4,3] = fusedReduction[program={(a: f32[4,3], b: f32[4,3]) =>
          c: f32[4,3] = mul b a
          d: f32[4,3] = constant[dtype=float32 shape=[4,3] value=1]
          e: f32[4,3] = sub c d
          f: f32[4,3] = square e
          g: f32[4,3] = constant[dtype=float32 shape=[4,3] value=2]
          h: f32[4,3] = mul g e
          i: f32[] = sum[axes=[0,1]] f
          j: f32[4,3] = mul h a
          (i, j)}] b a
      (c, d)"
  `);
});

test("the cost of k-means makes no array of all differences", () => {
  expect(text(kmeans, shapeDtype([2, 3]), matrix)).toMatchInlineSnapshot(`
    "(a: f32[2,3], b: f32[4,3]) =>
      c: f32[4,2] = fusedReduction[program={(a: f32[2,3], b: f32[4,3]) =>
          c: f32[4,2,3] = broadcast[axes=[1] shape=[4,2,3]] b
          d: f32[4,2,3] = broadcast[axes=[0] shape=[4,2,3]] a
          e: f32[4,2,3] = sub c d
          f: f32[4,2,3] = square e
          g: f32[4,2] = sum[axes=[2]] f
          (g)}] a b
      d: f32[4] = reduceMin[axes=[1]] c
      e: f32[] = sum[axes=[0]] d
      (e)"
  `);
  const gradient = optimised(core.grad(kmeans) as F, shapeDtype([2, 3]), matrix);
  const largest = Math.max(
    ...gradient.equations.flatMap(({ outputs }) => outputs.map(({ type }) => core.sizeOf(type.shape))),
  );
  expect(largest).toBe(4 * 2);
});

test("long rows are walked once in each loop", () => {
  const long = shapeDtype([2, 10_000]);
  expect(steps(logsumexp, long)).toEqual(["reduceMax", "fusedReduction"]);
  expect(steps(softmax, long)).toEqual(["reduceMax", "fusedReduction", "fused"]);
});

test("reductions along columns take in what makes their elements", () => {
  expect(steps((x) => log(sum(exp(x as NDArray), { axes: [0] })), matrix)).toEqual(["fusedReduction", "fused"]);
  const both: F = (x) => [sum(tanh(x as NDArray), { axes: [0] }), sum(tanh(x as NDArray), last)];
  expect(steps(both, matrix)).toEqual(["fusedReduction", "sum"]);
});

test("sums of the same elements share a loop, a sum of what is there stays a kernel", () => {
  expect(steps((x) => [total(x as NDArray), total(square(x as NDArray))], matrix)).toEqual(["fusedReduction"]);
  expect(steps((x) => total(x as NDArray), matrix)).toEqual(["sum"]);
  expect(steps((x) => sum(exp(x as NDArray), { axes: [0] }), shapeDtype([1, 3]))).toEqual(["fused", "sum"]);
  expect(steps((x) => total(exp(x as NDArray)), shapeDtype([0, 3]))).toEqual(["fused", "sum"]);
});

test("a few additions are computed again where another loop needs them", () => {
  const f: F = (x, y) => {
    const shifted = add(x as NDArray, 1);
    const product = core.dotGeneral(exp(shifted), y as NDArray, {
      lhsContract: [1],
      rhsContract: [0],
      lhsBatch: [],
      rhsBatch: [],
    });
    return [product, mul(core.tanh(shifted), broadcast(total(product), { shape: [4, 3], axes: [0, 1] }))];
  };
  const { equations } = optimised(f, matrix, shapeDtype([3, 2]));
  expect(equations.filter(({ primitive }) => primitive.name === "fused").map(({ outputs }) => outputs.length)).toEqual([
    1, 1,
  ]);
});

test("means that keep their axes are computed where the sum is", () => {
  const keep = (row: NDArray): NDArray => reshape(row, { shape: [4, 1] });
  const f: F = (x) => {
    const kept = rsqrt(add(keep(sum(x as NDArray, last)), 1));
    return mul(x as NDArray, back(reshape(kept, { shape: [4] }), x as NDArray));
  };
  expect(steps(f, matrix)).toEqual(["fusedReduction"]);
});

test("without loops for reductions they stay between the others", () => {
  const names = fusePointwise.run(trace(softmax)(matrix)).equations.map(({ primitive }) => primitive.name);
  expect(names).toEqual(["reduceMax", "fused", "sum", "fused"]);
});

test("loops that would be too long for the engine are taken apart", () => {
  const deep: F = (x) => {
    let y = x as NDArray;
    for (let i = 0; i < 200; i++) y = tanh(y);
    return total(y);
  };
  expect(steps(deep, matrix)).toEqual(["fused", "sum"]);
});

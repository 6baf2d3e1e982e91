/** Taylor mode: against nested derivatives, in composition, and what it costs. */
import { cpu } from "@fluxion/backend-cpu";
import {
  asArray,
  cond,
  customJvp,
  div,
  exp,
  foriLoop,
  grad,
  gt,
  jet,
  jit,
  jvp,
  log,
  logistic,
  mul,
  pow,
  rsqrt,
  setDefaultBackend,
  sin,
  cos,
  sqrt,
  StructureError,
  sub,
  sum,
  tan,
  tanh,
  trace,
  vmap,
  atan,
  erf,
  add,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const f64 = (x: unknown): NDArray => asArray(x, "float64");
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });

type Function = (x: NDArray) => NDArray;

/** f, f′, f″, … at x, by grad of grad. */
function derivatives(f: Function, x: number, order: number): number[] {
  let g = f;
  return Array.from({ length: order + 1 }, (_, k) => {
    if (k > 0) g = grad(g) as Function;
    return g(f64(x)).item();
  });
}

function byJet(f: Function, x: number, order: number): number[] {
  const [value, series] = jet(f, [f64(x)], [[f64(1), ...new Array<NDArray>(order - 1).fill(f64(0))]] as never);
  return [value, ...series].map((y) => (y as NDArray).item());
}

describe("jet", () => {
  test.each<[string, Function, number]>([
    ["exp", (x) => exp(x), 0.3],
    ["sin", (x) => sin(x), 0.7],
    ["log", (x) => log(x), 1.5],
    ["tan", (x) => tan(x), 0.4],
    ["sqrt", (x) => sqrt(x), 2],
    ["rsqrt", (x) => rsqrt(x), 2],
    ["erf", (x) => erf(x), 0.3],
    ["atan", (x) => atan(x), 0.3],
    ["logistic", (x) => logistic(x), 0.3],
    ["x^x", (x) => pow(x, x), 1.3],
    ["quotient of products", (x) => div(mul(sin(x), exp(x)), add(mul(x, x), 1)), 0.8],
    [
      "branch",
      (x) =>
        cond(
          gt(x, f64(0)),
          (y: NDArray) => mul(y, sin(y)),
          (y: NDArray) => y,
          x,
        ),
      0.8,
    ],
    ["loop", (x) => foriLoop(0, 3, (_, y: NDArray) => mul(sin(y), x), x), 0.8],
    ["jitted", (x) => jit((y: NDArray) => tanh(mul(y, y)))(x), 0.8],
  ])("%s: fifth order is grad of grad of grad of grad of grad", (_, f, x) => {
    const expected = derivatives(f, x, 5);
    byJet(f, x, 5).forEach((value, k) =>
      expect(Math.abs(value - (expected[k] as number))).toBeLessThan(1e-9 * (1 + Math.abs(expected[k] as number))),
    );
  });
  test("the example of the convention: sin along h₀ + h₁·s + …", () => {
    const [[h0, h1, h2], [y0, [y1, y2]]] = [
      [0.5, 2, 3],
      jet((x: NDArray) => sin(x), [f64(0.5)], [[f64(2), f64(3)]]) as unknown as [NDArray, [NDArray, NDArray]],
    ];
    expect(y0.item()).toBeCloseTo(Math.sin(h0), 14);
    expect(y1.item()).toBeCloseTo(Math.cos(h0) * h1, 14);
    expect(y2.item()).toBeCloseTo(Math.cos(h0) * h2 - Math.sin(h0) * h1 * h1, 14);
  });
  test("several arguments, trees, integers, closures, results that do not depend", () => {
    const w = f64([1, 2]);
    const f = ({ a }: { a: NDArray }, n: NDArray) => ({ y: mul(mul(a, a), w), n, c: w });
    const [value, [first, second]] = jet(f, [{ a: f64([3, 4]) }, asArray(2, "int32")], [
      [{ a: f64([1, 0]) }, { a: f64([0, 0]) }],
      [0, 0],
    ] as never) as never as [{ y: NDArray }, { y: NDArray; n: NDArray; c: NDArray }[]];
    expect(value.y.tolist()).toEqual([9, 32]);
    expect(first?.y.tolist()).toEqual([6, 0]);
    expect(second?.y.tolist()).toEqual([2, 0]);
    expect(second?.c.tolist()).toEqual([0, 0]);
    expect(second?.n.item()).toBe(0);
  });
  test("inside and around the other transforms", () => {
    const third = (x: NDArray): NDArray => {
      const [, series] = jet((y: NDArray) => mul(sin(y), y), [x], [[1, 0, 0]]);
      return series[2] as NDArray;
    };
    const expected = derivatives((y) => mul(sin(y), y), 0.6, 4);
    expect(jit(third)(f64(0.6)).item()).toBeCloseTo(expected[3] as number, 12);
    expect(grad(third)(f64(0.6)).item()).toBeCloseTo(expected[4] as number, 12);
    expect(jvp(third, [f64(0.6)], [f64(1)])[1].item()).toBeCloseTo(expected[4] as number, 12);
    expect([...vmap(third)(f64([0.6, 0.6])).dataSync()]).toEqual(
      [3, 3].map((k) => expect.closeTo(expected[k] as number, 12)),
    );
    const ofGrad = byJet((x) => grad((y: NDArray) => total(mul(sin(y), y)))(x), 0.6, 3);
    expect(ofGrad[3]).toBeCloseTo(expected[4] as number, 12);
    const inner = byJet(
      (x) => total(jet((y: NDArray) => mul(sin(y), y), [x], [[f64(1)]] as never)[1][0] as NDArray),
      0.6,
      3,
    );
    expect(inner[3]).toBeCloseTo(expected[4] as number, 12);
  });
  test("rules given by hand are what it differentiates", () => {
    const twice = customJvp(
      (x: NDArray) => sin(x),
      ([x]: [NDArray], [t]: [NDArray]) => [sin(x), mul(t, mul(2, cos(x)))],
    );
    const expected = derivatives((x) => twice(x), 0.4, 3);
    byJet((x) => twice(x), 0.4, 3).forEach((value, k) => expect(value).toBeCloseTo(expected[k] as number, 12));
  });
  test("work grows with a power of the order, not exponentially", () => {
    const f = (x: NDArray): NDArray => tanh(div(mul(sin(x), exp(x)), add(mul(x, x), 1)));
    const equations = (order: number): number =>
      trace((x: NDArray) => jet(f, [x], [[1, ...new Array<number>(order - 1).fill(0)]] as never)[1])(f64(0.5)).equations
        .length;
    const [four, eight, sixteen] = [equations(4), equations(8), equations(16)];
    expect(eight / four).toBeLessThan(8);
    expect(sixteen / eight).toBeLessThan(8);
  });
  test("long functions do not nest", () => {
    const long = (x: NDArray): NDArray => {
      let y = x;
      for (let i = 0; i < 3000; i++) y = sin(y);
      return y;
    };
    expect(Number.isFinite(byJet(long, 0.5, 2)[2])).toBe(true);
    expect(Number.isFinite(byJet((x) => jit(long)(x), 0.5, 2)[2])).toBe(true);
  });
  test("series that do not fit are typed errors", () => {
    const f = (x: NDArray, y: NDArray): NDArray => sub(x, y);
    expect(() => jet(f, [f64(1), f64(2)], [[f64(1)], []])).toThrow(StructureError);
    expect(() => jet(f, [f64(1), f64(2)], [[f64(1)]] as never)).toThrow(/lengths 1, for 2 arguments/);
    expect(() => jet(f, [f64(1), f64(2)], [[f64(1)], [f64([1, 2])]])).toThrow(/series term 1/);
  });
});

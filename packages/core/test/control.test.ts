/** Control flow: loops and branches as primitives, under every transform and nested in each other. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  associativeScan,
  cond,
  convert,
  DifferentiationError,
  dotGeneral,
  DTypeError,
  exp,
  FluxionError,
  foriLoop,
  grad,
  hessian,
  jacfwd,
  jacrev,
  jit,
  jvp,
  linearize,
  lt,
  mapSlices,
  mul,
  neg,
  print,
  savedResiduals,
  scan,
  setDefaultBackend,
  ShapeError,
  sin,
  StructureError,
  sub,
  sum,
  switchCase,
  trace,
  tree,
  vjp,
  vmap,
  whileLoop,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const f64 = (x: unknown): NDArray => asArray(x, "float64");
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
const list = (x: unknown): unknown => tree.map((y: NDArray) => y.tolist(), x);
const flat = (x: unknown): number[] => (tree.leaves(x) as NDArray[]).flatMap((y) => [...y.dataSync()]);
const close = (a: unknown, b: unknown, tolerance = 1e-10): void => {
  const [x, y] = [flat(a), flat(b)];
  expect(x.length).toBe(y.length);
  x.forEach((value, i) =>
    expect(Math.abs(value - (y[i] as number))).toBeLessThanOrEqual(tolerance * (1 + Math.abs(y[i] as number))),
  );
};
/** Central differences of a function of one vector. */
const numeric = (f: (x: NDArray) => NDArray, x: NDArray, h = 1e-6): number[] =>
  Array.from(x.dataSync(), (_, i) => {
    const moved = (by: number): number => {
      const data = x.dataSync();
      data[i] = (data[i] as number) + by;
      return f(asArray(Array.from(data), "float64")).item();
    };
    return (moved(h) - moved(-h)) / (2 * h);
  });

const xs = f64([0.5, -0.3, 0.8, 0.2]);
const w = f64(0.7);
/** A small recurrent network, and the same as a host loop. */
const rnn = (w: NDArray, xs: NDArray): NDArray => {
  const [c, ys] = scan((c: NDArray, x: NDArray) => [sin(add(mul(c, w), x)), mul(c, c)], f64(0.1), xs);
  return add(total(ys as NDArray), mul(c, c));
};
const at = (x: NDArray, i: number): NDArray =>
  sum(
    mul(
      x,
      asArray(
        [0, 1, 2, 3].map((k) => (k === i ? 1 : 0)),
        "float64",
      ),
    ),
    { axes: [0] },
  );
const rnnByHand = (w: NDArray, xs: NDArray): NDArray => {
  let c = f64(0.1);
  let result = f64(0);
  for (let i = 0; i < 4; i++) {
    result = add(result, mul(c, c));
    c = sin(add(mul(c, w), at(xs, i)));
  }
  return add(result, mul(c, c));
};

describe("scan", () => {
  test("carry and stacked results, forwards, backwards, and without xs", () => {
    const step = (c: NDArray, x: NDArray): [NDArray, NDArray] => [add(c, x), c];
    expect(list(scan(step, 0, asArray([1, 2, 3, 4])))).toEqual([10, [0, 1, 3, 6]]);
    expect(list(scan(step, 0, asArray([1, 2, 3, 4]), { reverse: true }))).toEqual([10, [9, 7, 4, 0]]);
    expect(list(scan((c: NDArray) => [mul(c, 2), null], 1, null, { length: 5 }))).toEqual([32, null]);
    expect(list(scan(step, 0, asArray([])))).toEqual([0, []]);
  });
  test("agrees with the host loop under every transform", () => {
    for (const f of [rnn, jit(rnn)]) {
      close(f(w, xs), rnnByHand(w, xs));
      close(grad(f, { argnums: [0, 1] })(w, xs), grad(rnnByHand, { argnums: [0, 1] })(w, xs));
      close(jvp(f, [w, xs], [w, xs]), jvp(rnnByHand, [w, xs], [w, xs]));
      close(linearize(f, [w, xs])[1](w, xs), jvp(rnnByHand, [w, xs], [w, xs])[1]);
      close(hessian(f, { argnums: 1 })(w, xs), hessian(rnnByHand, { argnums: 1 })(w, xs));
      close(jacfwd(jacrev((x: NDArray) => f(w, x)))(xs), jacrev(jacfwd((x: NDArray) => rnnByHand(w, x)))(xs));
    }
    close(
      grad(rnn, { argnums: 1 })(w, xs),
      asArray(
        numeric((x) => rnn(w, x), xs),
        "float64",
      ),
      1e-6,
    );
  });
  test("vmap over constants, carries and xs agrees with a loop", () => {
    const many = f64([
      [0.5, -0.3, 0.8, 0.2],
      [1, 2, 3, 4],
    ]);
    const ws = f64([0.7, -0.2]);
    const row = (x: NDArray, i: number): NDArray => asArray((x.tolist() as number[][])[i] as number[], "float64");
    const loop = (f: (w: NDArray, x: NDArray) => NDArray, byW: boolean, byX: boolean): NDArray[] =>
      [0, 1].map((i) => f(byW ? f64((ws.tolist() as number[])[i]) : w, byX ? row(many, i) : xs));
    for (const f of [rnn, grad(rnn) as typeof rnn])
      for (const [byW, byX] of [
        [true, false],
        [false, true],
        [true, true],
      ] as const)
        close(
          jit(vmap(f, { inAxes: [byW ? 0 : null, byX ? 0 : null] }))(byW ? ws : w, byX ? many : xs),
          loop(f, byW, byX),
        );
  });
  test("pytrees, counters in the carry, and values closed over", () => {
    const f = (a: NDArray, x: NDArray): NDArray => {
      const [{ s }] = scan(
        ({ i, s }: { i: NDArray; s: NDArray }, v: { x: NDArray }) => [
          { i: add(i, 1), s: add(s, mul(mul(v.x, a), convert(i, { dtype: "float64" }))) },
          { y: s },
        ],
        { i: asArray(0, "int32"), s: f64(0) },
        { x },
      );
      return s;
    };
    expect(f(f64(2), xs).item()).toBeCloseTo(2 * (-0.3 + 1.6 + 0.6), 12);
    close(grad(f, { argnums: [0, 1] })(f64(2), xs), [f64(-0.3 + 1.6 + 0.6), f64([0, 2, 4, 6])]);
  });
  test("the program does not grow with the length, and neither do residuals of what does not change", () => {
    const loop =
      (n: number) =>
      (x: NDArray): NDArray =>
        scan((c: NDArray) => [mul(sin(c), exp(w)), null], x, null, { length: n })[0];
    expect(print(trace(loop(10))(f64(1))).length).toBe(print(trace(loop(90))(f64(1))).length);
    const matrix = f64([
      [0.1, 0.2],
      [0.3, 0.4],
    ]);
    const matvec = (m: NDArray, c: NDArray): NDArray =>
      dotGeneral(m, c, { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] });
    const linear =
      (n: number) =>
      (m: NDArray, c: NDArray): NDArray =>
        total(scan((c: NDArray) => [matvec(m, c), null], c, null, { length: n })[0]);
    const kept = savedResiduals(linear(50) as never)(matrix as never, f64([1, 2]) as never);
    expect(kept.map(({ type }) => type.shape).toSorted()).toEqual([
      [2, 2],
      [50, 2],
    ]);
  });
  test("10⁵ steps and their gradient", () => {
    const f = (x: NDArray): NDArray => scan((c: NDArray) => [mul(c, 0.99999), null], x, null, { length: 100_000 })[0];
    expect(f(f64(1)).item()).toBeCloseTo(0.99999 ** 100_000, 9);
    expect(jit(grad(f))(f64(1)).item()).toBeCloseTo(0.99999 ** 100_000, 9);
  });
  test("a carry that changes, lengths that differ, bodies that return no pair", () => {
    expect(() => scan((c: NDArray, x: NDArray) => [convert(c, { dtype: "int32" }), x], f64(0), xs)).toThrow(DTypeError);
    expect(() => scan((c: NDArray, x: NDArray) => [[c, c], x], f64(0), xs)).toThrow(StructureError);
    expect(() => scan((c: NDArray) => c as never, f64(0), xs)).toThrow(StructureError);
    expect(() => scan((c: NDArray, x: NDArray[]) => [c, x], f64(0), [xs, f64([1, 2])])).toThrow(ShapeError);
    expect(() => scan((c: NDArray) => [c, null], f64(0), null)).toThrow(FluxionError);
  });
});

describe("branches", () => {
  const f = (x: NDArray): NDArray =>
    cond(
      lt(x, f64(0)),
      (x: NDArray) => mul(x, x),
      (x: NDArray) => sin(x),
      x,
    );
  test("the chosen branch decides value and derivative, known or jitted", () => {
    for (const g of [f, jit(f)])
      for (const x of [-0.5, 0.5]) {
        expect(g(f64(x)).item()).toBe(x < 0 ? x * x : Math.sin(x));
        expect(grad(g)(f64(x)).item()).toBeCloseTo(x < 0 ? 2 * x : Math.cos(x), 14);
        expect(grad(grad(g))(f64(x)).item()).toBeCloseTo(x < 0 ? 2 : -Math.sin(x), 14);
        expect(jvp(g, [f64(x)], [f64(1)])[1].item()).toBeCloseTo(x < 0 ? 2 * x : Math.cos(x), 14);
      }
  });
  test("lanes choose for themselves", () => {
    const lanes = f64([-2, -0.5, 0.5, 2]);
    close(vmap(f)(lanes), f64([4, 0.25, Math.sin(0.5), Math.sin(2)]));
    close(jit(vmap(grad(f)))(lanes), f64([-4, -1, Math.cos(0.5), Math.cos(2)]));
    const shared = (p: NDArray, x: NDArray): NDArray =>
      cond(
        p,
        (x: NDArray) => neg(x),
        (x: NDArray) => x,
        x,
      );
    close(vmap(shared, { inAxes: [null, 0] })(asArray(true), lanes), neg(lanes));
  });
  test("switch clamps its index, and branches may close over different values", () => {
    const [a, b] = [f64(10), f64(100)];
    const g = (i: number, x: NDArray): NDArray =>
      switchCase(i, [(x: NDArray) => mul(x, a), (x: NDArray) => mul(x, b), (x: NDArray) => x], x);
    expect([-5, 0, 1, 2, 9].map((i) => g(i, f64(3)).item())).toEqual([30, 30, 300, 3, 3]);
    expect(grad((x: NDArray) => g(1, x))(f64(3)).item()).toBe(100);
    const by = (a: NDArray): NDArray => switchCase(0, [() => mul(a, a), () => a]);
    expect(grad(by)(f64(3)).item()).toBe(6);
  });
  test("branches that disagree and predicates that are no booleans are refused", () => {
    expect(() =>
      cond(
        asArray(true),
        (x: NDArray) => x,
        (x: NDArray) => total(x),
        xs,
      ),
    ).toThrow(ShapeError);
    expect(() =>
      cond(asArray(true), ((x: NDArray) => [x]) as never, ((x: NDArray) => x) as never, xs as never),
    ).toThrow(StructureError);
    expect(() =>
      cond(
        f64(1),
        (x: NDArray) => x,
        (x: NDArray) => x,
        xs,
      ),
    ).toThrow(DTypeError);
  });
});

describe("while and fori", () => {
  const power = (x: NDArray): NDArray =>
    whileLoop(
      ({ y }) => lt(y, f64(100)),
      ({ y, n }) => ({ y: mul(y, x), n: add(n, 1) }),
      { y: x, n: asArray(0, "int32") },
    ).y;
  test("values and forward mode", () => {
    for (const f of [power, jit(power)]) {
      expect(f(f64(3)).item()).toBe(243);
      expect(jvp(f, [f64(3)], [f64(1)])[1].item()).toBe(5 * 81);
      expect(jacfwd(jacfwd(f))(f64(3)).item()).toBe(20 * 27);
      expect(linearize(f, [f64(3)])[1](f64(2)).item()).toBe(10 * 81);
    }
  });
  test("lanes stop for themselves", () => {
    expect(vmap(power)(f64([3, 10, 200])).tolist()).toEqual([243, 100, 200]);
    close(vmap((x: NDArray) => jvp(power, [x], [f64(1)])[1])(f64([3, 10, 200])), f64([405, 20, 1]));
  });
  test("reverse mode is refused with the way out, an endless loop with a cap", () => {
    expect(() => grad(power)(f64(3))).toThrow(DifferentiationError);
    expect(() => grad(power)(f64(3))).toThrow(/scan[\s\S]*customRoot/);
    expect(() =>
      whileLoop(
        (i: NDArray) => lt(i, 1),
        (i: NDArray) => i,
        0,
        { maxIterations: 50 },
      ),
    ).toThrow(/50 iterations/);
    expect(() =>
      whileLoop(
        (i: NDArray) => i,
        (i: NDArray) => i,
        0,
      ),
    ).toThrow(DTypeError);
    expect(() =>
      whileLoop(
        (i: NDArray) => lt(i, 1),
        (i: NDArray) => [i, i],
        0,
      ),
    ).toThrow(StructureError);
  });
  test("foriLoop with plain bounds differentiates in reverse, with arrays it is a while", () => {
    const f = (x: NDArray): NDArray =>
      foriLoop(0, 5, (i, c: NDArray) => add(mul(c, x), convert(i, { dtype: "float64" })), f64(1));
    const byHand = (x: NDArray): NDArray =>
      Array.from({ length: 5 }).reduce<NDArray>((c, _, i) => add(mul(c, x), i), f64(1));
    close([f(f64(1.5)), grad(f)(f64(1.5))], [byHand(f64(1.5)), grad(byHand)(f64(1.5))]);
    expect(
      foriLoop(0, asArray(5, "int32"), (i, s: NDArray) => add(s, convert(i, { dtype: "float32" })), 0).item(),
    ).toBe(10);
    expect(foriLoop(3, 1, (_, s: NDArray) => add(s, 1), 7).item()).toBe(7);
  });
});

test("loops in branches in loops, differentiated and batched", () => {
  const f = (x: NDArray): NDArray =>
    scan(
      (c: NDArray, v: NDArray) => {
        const next = cond(
          lt(v, f64(0)),
          (c: NDArray) => foriLoop(0, 3, (_, d: NDArray) => mul(d, 0.5), c),
          (c: NDArray) => add(sin(c), v),
          c,
        );
        return [next, null];
      },
      f64(1),
      x,
    )[0];
  const byHand = (x: NDArray): NDArray => {
    let c = f64(1);
    for (let i = 0; i < 4; i++) {
      const v = at(x, i);
      c = v.item() < 0 ? mul(c, 0.125) : add(sin(c), v);
    }
    return c;
  };
  close([f(xs), grad(f)(xs), jit(grad(f))(xs)], [byHand(xs), grad(byHand)(xs), grad(byHand)(xs)]);
  close(
    vmap(grad(f))(
      f64([
        [0.5, -0.3, 0.8, 0.2],
        [-1, 1, -1, 1],
      ]),
    ),
    [grad(byHand)(xs), grad(byHand)(f64([-1, 1, -1, 1]))],
  );
  const [y, pull] = vjp(f, [xs]);
  close([y, pull(f64(2))[0]], [byHand(xs), mul(grad(byHand)(xs), 2)]);
});

test("map and associativeScan", () => {
  expect(mapSlices((x: NDArray) => sub(x, 1), asArray([1, 2, 3])).tolist()).toEqual([0, 1, 2]);
  const products = (x: NDArray): NDArray => associativeScan((a: NDArray, b: NDArray) => mul(a, b), x);
  expect(products(asArray([1, 2, 3, 4, 5])).tolist()).toEqual([1, 2, 6, 24, 120]);
  expect(
    associativeScan((a: NDArray, b: NDArray) => add(a, b), asArray([1, 2, 3]), { reverse: true }).tolist(),
  ).toEqual([6, 5, 3]);
  close(grad((x: NDArray) => total(products(x)))(f64([1, 2, 3])), f64([1 + 2 + 6, 1 + 3, 2]));
});

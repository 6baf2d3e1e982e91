/** Hand-written rules and checkpoints: they survive every transform, and disagreeing ones are refused. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  checkpoint,
  customGradient,
  customJvp,
  customVjp,
  div,
  dotGeneral,
  exp,
  FluxionError,
  grad,
  hessian,
  jacfwd,
  jacrev,
  jit,
  jvp,
  linearize,
  log1p,
  mul,
  policies,
  savedResiduals,
  scan,
  setDefaultBackend,
  sin,
  StructureError,
  sub,
  sum,
  tree,
  vjp,
  vmap,
  DifferentiationError,
  MissingRuleError,
  cost,
  trace,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const f64 = (x: unknown): NDArray => asArray(x, "float64");
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
const flat = (x: unknown): number[] => (tree.leaves(x) as NDArray[]).flatMap((y) => [...y.dataSync()]);
const close = (a: unknown, b: unknown, tolerance = 1e-12): void => {
  const [x, y] = [flat(a), flat(b)];
  expect(x.length).toBe(y.length);
  x.forEach((value, i) =>
    expect(Math.abs(value - (y[i] as number))).toBeLessThanOrEqual(tolerance * (1 + Math.abs(y[i] as number))),
  );
};
const x = f64([0.3, -0.7, 1.1]);

/** log(1 + eˣ) with the rule that stays finite. */
const softplus = customJvp(
  (x: NDArray) => log1p(exp(x)),
  ([x]: [NDArray], [t]: [NDArray]) => [softplus(x), mul(t, sub(1 as never, div(1 as never, add(exp(x), 1))))],
);
const plain = (x: NDArray): NDArray => log1p(exp(x));
/** Twice the true derivative, so that one sees whose rule is used. */
const doubled = customVjp(
  (x: NDArray, y: NDArray) => mul(x, y),
  ((x: NDArray, y: NDArray) => [mul(x, y), [x, y]]) as never,
  (([x, y]: [NDArray, NDArray], ct: NDArray) => [mul(mul(ct, y), 2), mul(mul(ct, x), 2)]) as never,
);

describe("customJvp", () => {
  test("forward and reverse, any order, jitted, mapped, in a scan", () => {
    const f = (x: NDArray): NDArray => total(softplus(x));
    const g = (x: NDArray): NDArray => total(plain(x));
    close(f(x), g(x));
    for (const [a, b] of [
      [grad(f), grad(g)],
      [jit(grad(f)), grad(g)],
      [grad(jit(f)), grad(g)],
      [hessian(f), hessian(g)],
      [jacrev(grad(f)), hessian(g)],
    ] as const)
      close(a(x), b(x));
    close(vmap(grad((x: NDArray) => softplus(x)))(x), vmap(grad(plain))(x));
    close(
      jit(vmap(vmap(grad((x: NDArray) => softplus(x)))))(
        f64([
          [1, 2],
          [3, 4],
        ]),
      ),
      vmap(vmap(grad(plain)))(
        f64([
          [1, 2],
          [3, 4],
        ]),
      ),
    );
    close(
      jvp((x: NDArray) => softplus(x), [x], [x]),
      jvp(plain, [x], [x]),
    );
    const loop =
      (h: (x: NDArray) => NDArray) =>
      (x: NDArray): NDArray =>
        total(scan((c: NDArray, v: NDArray) => [h(add(c, v)), c], f64(0), x)[1] as NDArray);
    close(grad(loop(softplus))(x), grad(loop(plain))(x));
    expect(grad((x: NDArray) => softplus(x))(f64(1000)).item()).toBe(1);
  });
  test("defjvps: one term per argument, null for zero", () => {
    const f = customJvp((x: NDArray, y: NDArray) => mul(sin(x), y)).defjvps(
      (t, _, __, y) => mul(t, y as NDArray),
      null,
    );
    expect(flat(grad((x: NDArray, y: NDArray) => f(x, y), { argnums: [0, 1] })(f64(2), f64(3)))).toEqual([3, 0]);
  });
  test("static arguments reach the rule in front", () => {
    const power = customJvp(
      (x: NDArray, n: number) => Array.from({ length: n - 1 }).reduce<NDArray>((y) => mul(y, x), x),
      ((n: number, [x]: [NDArray], [t]: [NDArray]) => [power(x, n), mul(t, mul(power(x, n - 1), n))]) as never,
      { nondiffArgnums: 1 },
    );
    expect(grad((x: NDArray) => power(x, 4))(f64(2)).item()).toBe(32);
    expect(jit(grad(grad((x: NDArray) => power(x, 4))))(f64(2)).item()).toBe(48);
  });
  test("wrong rules are refused", () => {
    expect(() => grad((x: NDArray) => customJvp((x: NDArray) => sin(x))(x))(f64(1))).toThrow(MissingRuleError);
    expect(() =>
      grad((x: NDArray) => customJvp((x: NDArray) => sin(x), (([x]: [NDArray]) => x) as never)(x))(f64(1)),
    ).toThrow(StructureError);
    expect(() =>
      grad((x: NDArray) => customJvp((x: NDArray) => sin(x), (([x]: [NDArray], t: unknown) => [x, [t]]) as never)(x))(
        f64(1),
      ),
    ).toThrow(StructureError);
    expect(() =>
      grad((x: NDArray) =>
        customJvp((y: NDArray) => mul(x, y), (([y]: [NDArray], [t]: [NDArray]) => [y, t]) as never)(f64(2) as never),
      )(f64(1)),
    ).not.toThrow();
    expect(() =>
      grad((x: NDArray) =>
        customJvp((y: NDArray) => mul(x, y), (([y]: [NDArray], [t]: [NDArray]) => [y, t]) as never)(mul(x, x)),
      )(f64(1)),
    ).toThrow(DifferentiationError);
  });
});

describe("customVjp", () => {
  test("its rule is used in reverse, and by transposition forwards", () => {
    const f = (x: NDArray, y: NDArray): NDArray => doubled(x, y);
    expect(f(f64(2), f64(5)).item()).toBe(10);
    for (const g of [
      grad(f, { argnums: [0, 1] }),
      jit(grad(f, { argnums: [0, 1] })),
      grad(jit(f), { argnums: [0, 1] }),
    ])
      expect(flat(g(f64(2), f64(5)))).toEqual([10, 4]);
    expect(flat(jvp(f, [f64(2), f64(5)], [f64(1), f64(10)]))).toEqual([10, 2 * (5 + 20)]);
    expect(linearize(f, [f64(2), f64(5)])[1](f64(1), f64(0)).item()).toBe(10);
    expect(jacfwd(f)(f64(2), f64(5)).item()).toBe(10);
    expect(grad(grad(f, { argnums: 1 }) as typeof f)(f64(2), f64(5)).item()).toBe(2);
  });
  test("under vmap, shared arguments add up over the lanes", () => {
    const y = f64([1, 10, 100]);
    close(
      vmap(
        grad((x: NDArray, y: NDArray) => doubled(x, y)),
        { inAxes: [0, null] },
      )(x, f64(3)),
      f64([6, 6, 6]),
    );
    close(grad((s: NDArray) => total(vmap((y: NDArray) => doubled(s, y))(y)))(f64(2)), f64(222));
    close(jit(vmap(grad((x: NDArray, y: NDArray) => doubled(x, y))))(x, y), mul(y, 2));
  });
  test("null cotangents, pytrees and wrong counts", () => {
    const f = customVjp(
      (p: { a: NDArray }, y: NDArray) => mul(p.a, y),
      ((p: { a: NDArray }, y: NDArray) => [mul(p.a, y), y]) as never,
      ((y: NDArray, ct: NDArray) => [{ a: mul(ct, y) }, null]) as never,
    );
    expect(flat(grad((p: { a: NDArray }, y: NDArray) => f(p, y), { argnums: [0, 1] })({ a: f64(2) }, f64(3)))).toEqual([
      3, 0,
    ]);
    const wrong = customVjp((x: NDArray) => x, ((x: NDArray) => [x, null]) as never, (() => []) as never);
    expect(() => grad((x: NDArray) => wrong(x))(f64(1))).toThrow(FluxionError);
  });
  test("a backward rule that is not linear works in reverse, and is refused forwards", () => {
    const clipped = customVjp(
      (x: NDArray) => mul(x, x),
      ((x: NDArray) => [mul(x, x), x]) as never,
      ((x: NDArray, ct: NDArray) => [mul(mul(ct, ct), x)]) as never,
    );
    expect(grad((x: NDArray) => clipped(x))(f64(3)).item()).toBe(3);
    expect(() => jvp((x: NDArray) => clipped(x), [f64(3)], [f64(1)])).toThrow(DifferentiationError);
  });
  test("customGradient returns its own pullback", () => {
    const f = customGradient((x: NDArray) => [mul(x, x), (ct: NDArray) => [mul(mul(ct, x), 3)]] as const);
    expect(f(f64(2)).item()).toBe(4);
    expect(grad(f)(f64(2)).item()).toBe(6);
    close(vmap(grad(f))(x), mul(x, 3));
    expect(jit(grad(grad(f)))(f64(2)).item()).toBe(3);
  });
});

describe("checkpoint", () => {
  const matrix = f64([
    [0.2, -0.1, 0.4],
    [0.3, 0.5, -0.2],
    [-0.6, 0.1, 0.2],
  ]);
  const block = (w: NDArray, x: NDArray): NDArray =>
    sin(sin(dotGeneral(w, x, { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] })));
  const net =
    (b: typeof block) =>
    (w: NDArray, x: NDArray): NDArray =>
      total(b(w, b(w, b(w, x))));
  test("the same values and derivatives, for every policy, jitted and mapped", () => {
    for (const policy of [policies.everything, policies.nothing, policies.dots, policies.dotsWithoutBatch]) {
      const f = net(checkpoint(block, { policy }));
      const g = net(block);
      close(f(matrix, x), g(matrix, x));
      close(grad(f, { argnums: [0, 1] })(matrix, x), grad(g, { argnums: [0, 1] })(matrix, x));
      close(jit(grad(f))(matrix, x), grad(g)(matrix, x));
      close(hessian(f, { argnums: 1 })(matrix, x), hessian(g, { argnums: 1 })(matrix, x));
      close(jvp(f, [matrix, x], [matrix, x]), jvp(g, [matrix, x], [matrix, x]));
      close(
        vmap(grad(f, { argnums: 1 }), { inAxes: [null, 0] })(
          matrix,
          f64([
            [1, 2, 3],
            [0, 1, 0],
          ]),
        ),
        vmap(grad(g, { argnums: 1 }), { inAxes: [null, 0] })(
          matrix,
          f64([
            [1, 2, 3],
            [0, 1, 0],
          ]),
        ),
      );
      close(vjp(f, [matrix, x])[1](f64(2)), vjp(g, [matrix, x])[1](f64(2)));
    }
  });
  test("what is kept shrinks, and work is done again for it", () => {
    const kept = (b: typeof block): number =>
      savedResiduals(net(b) as never)(matrix as never, x as never).filter(({ from }) => !from.startsWith("argument"))
        .length;
    const [all, none, dots] = [
      kept(block),
      kept(checkpoint(block)),
      kept(checkpoint(block, { policy: policies.dots })),
    ];
    expect(none).toBeLessThan(dots);
    expect(dots).toBeLessThan(all);
    expect(none).toBe(2);
    const flops = (b: typeof block): number => cost(trace(grad(net(b)))(matrix, x)).flops;
    expect(flops(checkpoint(block))).toBeGreaterThan(flops(block));
  });
  test("recursive checkpoints keep a number of values that grows with the logarithm of the length", () => {
    const chain = (n: number): ((x: NDArray) => NDArray) => {
      if (n === 1) return (x) => sin(x);
      const [first, second] = [chain(n / 2), chain(n / 2)];
      const half = checkpoint((x: NDArray) => first(x));
      return (x) => second(half(x));
    };
    const kept = (n: number): number => savedResiduals((x: NDArray) => total(chain(n)(x)))(x).length;
    expect([kept(8), kept(64)].map((count, i) => count <= 2 * (i === 0 ? 3 : 6) + 2)).toEqual([true, true]);
    close(
      grad((x: NDArray) => total(chain(16)(x)))(x),
      grad((x: NDArray) => total(Array.from({ length: 16 }).reduce<NDArray>((y) => sin(y), x)))(x),
    );
  });
});

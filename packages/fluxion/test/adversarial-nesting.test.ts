/** What a JAX user would try with loops, branches, rules and derivatives in each other, and what would break it. */
import {
  add,
  asArray,
  checkpoint,
  cond,
  customJvp,
  customVjp,
  foriLoop,
  FluxionError,
  grad,
  hessian,
  jit,
  jvp,
  linearize,
  mul,
  neg,
  np,
  openTraces,
  savedResiduals,
  scan,
  sin,
  sub,
  switchCase,
  vjp,
  vmap,
  whileLoop,
  jacfwd,
  jacrev,
  tree,
  type NDArray,
} from "fluxion";
import { describe, expect, test } from "vitest";

const f64 = (x: unknown): NDArray => asArray(x, "float64");
const list = (x: unknown): unknown => tree.map((y: NDArray | number) => (typeof y === "number" ? y : y.tolist()), x);
const total = (x: NDArray): NDArray => np.sum(x);

describe("perturbations are not confused", () => {
  // d/dx (x · d/dy (x + y)) = 1 in every mixture of modes, through every construct.
  const derivatives: Record<string, (f: (x: NDArray) => NDArray) => (x: NDArray) => NDArray> = {
    grad: (f) => (x) => grad(f)(x),
    jvp: (f) => (x) => jvp(f, [x], [np.onesLike(x)])[1],
    linearize: (f) => (x) => linearize(f, [x])[1](np.onesLike(x)),
    vjp: (f) => (x) => vjp(f, [x])[1](np.onesLike(x))[0],
    jacfwd: (f) => (x) => jacfwd(f)(x) as NDArray,
    jacrev: (f) => (x) => jacrev(f)(x) as NDArray,
  };
  const through: Record<string, (f: (x: NDArray) => NDArray) => (x: NDArray) => NDArray> = {
    plain: (f) => f,
    jit: (f) => (x) => jit(f)(x),
    vmap: (f) => (x) => total(vmap(f)(np.expandDims(x, 0))),
    scan: (f) => (x) => scan((c: NDArray) => [f(c), c], x, f64([0]))[0],
    cond: (f) => (x) => cond(true, f, neg, x),
    checkpoint: (f) => checkpoint(f),
    while: (f) => (x) =>
      whileLoop(
        ({ i }: { i: NDArray; y: NDArray }) => np.less(i, 1),
        ({ i, y }) => ({ i: i.add(1), y: f(y) }),
        { i: asArray(0, "int32"), y: x },
      ).y,
  };
  for (const [outer, d1] of Object.entries(derivatives))
    for (const [inner, d2] of Object.entries(derivatives))
      test(`${outer} of ${inner}`, () => {
        for (const [name, t] of Object.entries(through)) {
          const reverse = /grad|vjp|jacrev/;
          if (name === "while" && (reverse.test(outer) || reverse.test(inner))) continue;
          const f = (x: NDArray): NDArray => mul(x, d2(t((y: NDArray) => add(x, y)))(f64(1)));
          expect([name, d1(t(f))(f64(3)).item()]).toEqual([name, 1]);
          const g = (x: NDArray): NDArray => mul(x, d2(t((y: NDArray) => mul(mul(x, y), y)))(x));
          expect([name, d1(t(g))(f64(2)).item()]).toEqual([name, 24]);
        }
      });
});

describe("vmap of grad of scan of cond", () => {
  const f = (x: NDArray, ts: NDArray): NDArray =>
    scan(
      (c: NDArray, t: NDArray) => [
        cond(
          np.greater(c, t),
          (y: NDArray) => mul(y, x),
          (y: NDArray) => sin(add(y, x)),
          c,
        ),
        null,
      ],
      x,
      ts,
    )[0];
  const byHand = (x: NDArray, ts: number[]): NDArray => {
    let c = x;
    for (const t of ts) c = c.item() > t ? mul(c, x) : sin(add(c, x));
    return c;
  };
  test("with predicates that differ between lanes", () => {
    const xs = [0.3, 1.2, -0.5, 0.9];
    const ts = [0.5, 0.1, 0.8];
    const loop = xs.map((x) => grad((y: NDArray) => byHand(y, ts))(f64(x)).item());
    const lanes = vmap(grad(f), { inAxes: [0, null] })(f64(xs), f64(ts)).tolist() as number[];
    lanes.forEach((y, i) => expect(y).toBeCloseTo(loop[i] as number, 12));
    const jitted = jit(vmap(grad(f), { inAxes: [0, null] }))(f64(xs), f64(ts)).tolist() as number[];
    expect(jitted).toEqual(lanes);
    const second = jit(vmap(grad(grad(f)), { inAxes: [0, null] }))(f64(xs), f64(ts)).tolist() as number[];
    xs.forEach((x, i) => expect(second[i]).toBeCloseTo(grad(grad((y: NDArray) => byHand(y, ts)))(f64(x)).item(), 10));
  });
});

describe("where and NaN", () => {
  test("the double where is safe, in loops and lanes too", () => {
    const safe = (x: NDArray): NDArray => np.where(np.greater(x, 0), np.sqrt(np.where(np.greater(x, 0), x, 1)), 0);
    expect(list(vmap(grad(safe))(f64([4, 0, -1])))).toEqual([0.25, 0, 0]);
    const looped = (x: NDArray): NDArray => scan((c: NDArray, y: NDArray) => [add(c, safe(y)), null], f64(0), x)[0];
    expect(list(grad(looped)(f64([4, 0, -1])))).toEqual([0.25, 0, 0]);
    expect(list(jit(grad(looped))(f64([4, 0, -1])))).toEqual([0.25, 0, 0]);
  });
  test("a cond that is not taken makes no NaN, vmapped it is a select", () => {
    const f = (x: NDArray): NDArray =>
      cond(
        np.greater(x, 0),
        (y: NDArray) => np.sqrt(y),
        (y: NDArray) => mul(y, 0),
        x,
      );
    expect(grad(f)(f64(-1)).item()).toBe(0);
    expect(jit(grad(f))(f64(-1)).item()).toBe(0);
  });
});

describe("captured values in loops", () => {
  const w = f64([0.5, -1]);
  test("gradients by what bodies, predicates and branches close over", () => {
    const f = (w: NDArray): NDArray => {
      const [c, ys] = scan(
        (c: NDArray, t: NDArray) => [np.add(mul(c, w), t), total(mul(c, w))],
        f64([1, 1]),
        f64([1, 2, 3]),
      );
      const inner = foriLoop(0, 3, (_, s: NDArray) => add(mul(s, total(w)), total(c)), f64(0));
      return add(total(ys as NDArray), inner);
    };
    const byHand = (w: NDArray): NDArray => {
      let c: NDArray = f64([1, 1]);
      let sums: NDArray = f64(0);
      for (const t of [1, 2, 3]) {
        sums = add(sums, total(mul(c, w)));
        c = add(mul(c, w), f64([t, t]));
      }
      let s: NDArray = f64(0);
      for (let i = 0; i < 3; i++) s = add(mul(s, total(w)), total(c));
      return add(sums, s);
    };
    const g = grad(f)(w).tolist() as number[];
    (grad(byHand)(w).tolist() as number[]).forEach((y, i) => expect(g[i]).toBeCloseTo(y, 12));
    (jit(hessian(f))(w).tolist() as number[][])
      .flat()
      .forEach((y, i) => expect(y).toBeCloseTo((hessian(byHand)(w).tolist() as number[][]).flat()[i] as number, 11));
  });
  test("closures over host loop variables keep the value of their turn", () => {
    const fs = [1, 2, 3].map((k) => (x: NDArray) => mul(x, k));
    const f = (x: NDArray): NDArray => fs.reduce((y, g) => scan((c: NDArray) => [g(c), null], y, f64([0, 0]))[0], x);
    expect(grad(f)(f64(1)).item()).toBe(36);
    let k = 1;
    const h = (x: NDArray): NDArray => mul(x, k);
    const first = grad(h)(f64(1)).item();
    k = 5;
    expect([first, grad(h)(f64(1)).item()]).toEqual([1, 5]);
  });
  test("typed arrays that change after tracing", () => {
    const data = new Float64Array([1, 2, 3]);
    const c = asArray(data);
    const f = jit((x: NDArray) => mul(x, c));
    const x = f64([1, 1, 1]);
    expect(f(x).tolist()).toEqual([1, 2, 3]);
    data[0] = 100;
    expect(f(x).tolist()).toEqual([1, 2, 3]);
    const [, pull] = vjp((y: NDArray) => mul(y, c), [x]);
    data[1] = 100;
    expect(list(pull(x))).toEqual([[1, 2, 3]]);
    const read = c.dataSync();
    read[2] = 50;
    expect(c.tolist()).toEqual([1, 2, 3]);
  });
});

describe("while loops", () => {
  const newton = (a: NDArray): NDArray =>
    whileLoop<{ x: NDArray; d: NDArray }>(
      ({ d }) => np.greater(np.abs(d), 1e-13),
      ({ x }) => {
        const next = mul(add(x, np.divide(a, x)), 0.5);
        return { x: next, d: sub(next, x) };
      },
      { x: np.onesLike(a), d: np.onesLike(a) },
    ).x;
  test("forward derivatives of higher order", () => {
    const d =
      (f: (x: NDArray) => NDArray) =>
      (x: NDArray): NDArray =>
        jvp(f, [x], [np.onesLike(x)])[1];
    expect(d(newton)(f64(2)).item()).toBeCloseTo(0.5 / Math.SQRT2, 12);
    expect(d(d(newton))(f64(2)).item()).toBeCloseTo(-0.25 * 2 ** -1.5, 10);
    expect(jit(d(d(d(newton))))(f64(2)).item()).toBeCloseTo(0.375 * 2 ** -2.5, 8);
    expect((vmap(d(newton))(f64([1, 4, 9])).tolist() as number[]).map((y) => Math.round(y * 1e9) / 1e9)).toEqual([
      0.5, 0.25, 0.166666667,
    ]);
  });
  test("jvp of vjp is refused as vjp is, and says what to do", () => {
    expect(() => jvp((x: NDArray) => vjp(newton, [x])[1](x)[0], [f64(2)], [f64(1)])).toThrow(/scan/);
    expect(() => hessian(newton)(f64(2))).toThrow(FluxionError);
    expect(openTraces()).toEqual([]);
    // Where the loop does not depend on what is differentiated, it is no obstacle.
    expect(grad((x: NDArray) => mul(x, newton(f64(4))))(f64(1)).item()).toBeCloseTo(2, 12);
  });
});

describe("memory", () => {
  test("nested checkpoints keep fewer values than one", () => {
    const block =
      (n: number) =>
      (x: NDArray): NDArray =>
        Array.from({ length: n }).reduce<NDArray>((y) => sin(y), x);
    const recursive = (n: number): ((x: NDArray) => NDArray) =>
      n <= 1 ? sin : (x) => recursive(n - (n >> 1))(checkpoint(recursive(n >> 1))(x));
    const x = f64([1, 2]);
    const kept = (f: (x: NDArray) => NDArray): number => savedResiduals((y: NDArray) => total(f(y)))(x).length;
    expect(kept(block(64))).toBeGreaterThanOrEqual(64);
    expect(kept(recursive(64))).toBeLessThanOrEqual(9);
    expect(grad((y: NDArray) => total(recursive(64)(y)))(x).tolist()).toEqual(
      grad((y: NDArray) => total(block(64)(y)))(x).tolist(),
    );
  });
});

describe("large and deep", () => {
  test("trees of 10⁴ leaves through every transform", () => {
    const xs = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, f64(i)]));
    const f = (t: Record<string, NDArray>): NDArray => mul(t["k7"] as NDArray, t["k9999"] as NDArray);
    const g = grad(f)(xs) as Record<string, NDArray>;
    expect([g["k7"]?.item(), g["k9999"]?.item(), g["k3"]?.item(), Object.keys(g).length]).toEqual([9999, 7, 0, 10_000]);
    const [last] = scan(
      (c: Record<string, NDArray>, t: NDArray) => [{ ...c, k7: add(c["k7"] as NDArray, t) }, null],
      xs as never,
      f64([1, 2]),
    ) as unknown as [Record<string, NDArray>];
    expect([last["k7"]?.item(), last["k8"]?.item()]).toEqual([10, 8]);
  });
  test("10⁴ nested host calls", () => {
    const deep = (n: number, x: NDArray): NDArray => (n === 0 ? x : mul(deep(n - 1, x), 1.0001));
    const depth = 5_000;
    expect(grad((x: NDArray) => deep(depth, x))(f64(1)).item()).toBeCloseTo(1.0001 ** depth, 9);
    const long = (x: NDArray): NDArray => {
      let y = x;
      for (let i = 0; i < 10_000; i++) y = mul(y, 1.0001);
      return y;
    };
    expect(grad(long)(f64(1)).item()).toBeCloseTo(1.0001 ** 10_000, 9);
    expect(jit(grad(long))(f64(1)).item()).toBeCloseTo(1.0001 ** 10_000, 9);
  });
  test("jit in jit in jit, a hundred deep", () => {
    let f = (x: NDArray): NDArray => sin(x);
    for (let i = 0; i < 100; i++) {
      const g = f;
      f = jit((x: NDArray) => mul(g(x), 1));
    }
    expect(grad(f)(f64(0)).item()).toBe(1);
    expect(vmap(grad(f))(f64([0, 0])).tolist()).toEqual([1, 1]);
  });
});

describe("odd results", () => {
  const x = f64(2);
  for (const [name, t] of Object.entries({
    plain: (f: never) => f,
    jit: jit as unknown as (f: never) => never,
    checkpoint: checkpoint as unknown as (f: never) => never,
  }))
    test(`constants, inputs, one array twice, null: ${name}`, () => {
      const f = t(((y: NDArray) => ({ constant: f64(3), same: y, twice: [y, y], none: null, number: 7 })) as never) as (
        y: NDArray,
      ) => unknown;
      expect(list(f(x))).toEqual({ constant: 3, same: 2, twice: [2, 2], none: null, number: 7 });
      const [value, tangent] = jvp(f as never, [x] as never, [f64(1)] as never) as [unknown, unknown];
      expect(list(tangent)).toEqual({ constant: 0, same: 1, twice: [1, 1], none: null, number: 0 });
      expect(list(value)).toMatchObject({ same: 2 });
      const [, pull] = vjp(f as never, [x] as never) as unknown as [unknown, (ct: unknown) => unknown];
      expect(list(pull({ constant: f64(1), same: f64(1), twice: [f64(1), f64(1)], none: null, number: 1 }))).toEqual([
        3,
      ]);
      expect(list(vmap(f as never)(f64([1, 2]) as never))).toEqual({
        constant: [3, 3],
        same: [1, 2],
        twice: [
          [1, 2],
          [1, 2],
        ],
        none: null,
        number: [7, 7],
      });
    });
  test("bodies that return inputs, constants and the same array twice", () => {
    const f = (y: NDArray): NDArray => {
      const [[a, b], out] = scan(
        ([p, q]: [NDArray, NDArray], t: NDArray) => [[q, p], { t, p, again: p, one: f64(1) }],
        [y, mul(y, y)] as never,
        f64([1, 2, 3]),
      ) as unknown as [[NDArray, NDArray], Record<string, NDArray>];
      return add(
        add(a, mul(b, 3)),
        add(total(out["p"] as NDArray), add(total(out["again"] as NDArray), total(out["one"] as NDArray))),
      );
    };
    expect(f(x).item()).toBe(4 + 6 + (2 + 4 + 2) * 2 + 3);
    expect(grad(f)(x).item()).toBe(4 + 3 + (1 + 4 + 1) * 2);
    expect(jit(grad(f))(x).item()).toBe(19);
    const swap = (y: NDArray): NDArray => {
      const [a, b] = cond(
        np.greater(y, 0),
        (p: NDArray) => [p, p],
        (p: NDArray) => [p, f64(0)],
        y,
      ) as [NDArray, NDArray];
      return add(a, b);
    };
    expect([grad(swap)(x).item(), grad(swap)(f64(-1)).item(), vmap(grad(swap))(f64([1, -1])).tolist()]).toEqual([
      2,
      1,
      [2, 1],
    ]);
  });
  test("empty arrays, empty loops, no lanes", () => {
    const none = f64([]);
    expect(grad((y: NDArray) => total(sin(y)))(none).tolist()).toEqual([]);
    expect(list(scan((c: NDArray, t: NDArray) => [add(c, t), c], x, none))).toEqual([2, []]);
    expect(grad((y: NDArray) => scan((c: NDArray, t: NDArray) => [mul(c, t), c], y, none)[0])(x).item()).toBe(1);
    expect(vmap(grad((y: NDArray) => sin(y)))(none).tolist()).toEqual([]);
    expect(
      jit(
        vmap((y: NDArray) =>
          cond(
            np.greater(y, 0),
            (z: NDArray) => sin(z),
            (z: NDArray) => neg(z),
            y,
          ),
        ),
      )(none).tolist(),
    ).toEqual([]);
    expect(foriLoop(3, 1, (_, c: NDArray) => mul(c, 2), x).item()).toBe(2);
    expect(
      list(
        vmap((y: NDArray) =>
          whileLoop(
            (c: NDArray) => np.less(c, 3),
            (c: NDArray) => add(c, 1),
            y,
          ),
        )(none),
      ),
    ).toEqual([]);
  });
  test("64-bit integers are refused by name", () => {
    for (const use of [
      () => asArray(new BigInt64Array(2) as never),
      () => grad(total)(new BigUint64Array(2) as never),
      () => jit(total)(10n as never),
      () => scan((c: NDArray, t: NDArray) => [c, t], x, new BigInt64Array(2) as never),
    ])
      expect(use).toThrow(FluxionError);
  });
});

describe("donation and loops", () => {
  test("a donated carry is gone, its loop is right, and what is given twice too", () => {
    const step = jit(
      (c: NDArray) => scan((s: NDArray, t: NDArray) => [np.add(mul(s, 0.5), t), null], c, f64([1, 2, 3]))[0],
      { donate: 0 },
    );
    let c: NDArray = f64([1, 2]);
    for (let i = 0; i < 50; i++) c = step(c);
    const expected = (() => {
      let s = [1, 2];
      for (let i = 0; i < 50; i++) for (const t of [1, 2, 3]) s = s.map((v) => v * 0.5 + t);
      return s;
    })();
    expect(c.tolist()).toEqual(expected);
    const given = f64([1, 2]);
    step(given);
    expect(() => given.tolist()).toThrow(FluxionError);
    // What is given twice is read before it is overwritten.
    const twice = jit((a: NDArray, b: NDArray) => [add(mul(a, 2), np.flip(b)), np.flip(a), add(b, 1)], { donate: 0 });
    const both = f64([1, 2, 3]);
    expect(list(twice(both, both))).toEqual([
      [5, 6, 7],
      [3, 2, 1],
      [2, 3, 4],
    ]);
  });
});

describe("exceptions leave nothing open", () => {
  class Stop extends Error {}
  const stop = (): never => {
    throw new Stop();
  };
  const places: Record<string, (boom: () => never) => unknown> = {
    "scan in jit in grad": (boom) =>
      grad((x: NDArray) => jit((y: NDArray) => scan((c: NDArray) => [boom(), c], y, f64([1]))[0])(x))(f64(1)),
    "cond in vmap": (boom) =>
      vmap((x: NDArray) =>
        cond(
          np.greater(x, 0),
          (y: NDArray): NDArray => (y.ndim > 5 ? y : boom()),
          (y: NDArray) => neg(y),
          x,
        ),
      )(f64([1])),
    "rule of customJvp": (boom) =>
      grad((x: NDArray) => customJvp((y: NDArray) => sin(y), (() => boom()) as never)(x))(f64(1)),
    "rule of customVjp under vmap": (boom) =>
      vmap(
        grad((x: NDArray) =>
          customVjp((y: NDArray) => sin(y), ((y: NDArray) => [sin(y), y]) as never, (() => boom()) as never)(x),
        ),
      )(f64([1])),
    "rule in a jitted scan": (boom) =>
      jit(
        grad(
          (x: NDArray) =>
            scan(
              (c: NDArray) => [customJvp((y: NDArray) => sin(y), (() => boom()) as never)(c), null],
              x,
              f64([1, 2]),
            )[0],
        ),
      )(f64(1)),
    "checkpoint in linearize": (boom) =>
      linearize((x: NDArray) => checkpoint((y: NDArray): NDArray => (y.ndim > 5 ? y : boom()))(x), [f64(1)]),
    "while test": (boom) =>
      jit((x: NDArray) =>
        whileLoop(
          () => boom(),
          (c: NDArray) => c,
          x,
        ),
      )(f64(1)),
    "jvp in vjp in switch": (boom) =>
      switchCase(
        0,
        [(x: NDArray) => vjp((y: NDArray) => jvp((): NDArray => boom(), [y] as never, [y] as never)[1], [x])[0]],
        f64(1),
      ),
  };
  for (const [name, run] of Object.entries(places))
    test(name, () => {
      expect(() => run(stop)).toThrow(Stop);
      expect(openTraces()).toEqual([]);
      expect(grad((x: NDArray) => mul(x, x))(f64(3)).item()).toBe(6);
      // Caught inside, the rest goes on.
      const f = (x: NDArray): NDArray => {
        try {
          run(stop);
        } catch {
          return mul(x, 2);
        }
        return x;
      };
      expect(grad(f)(f64(1)).item()).toBe(2);
      expect(jit(grad(f))(f64(1)).item()).toBe(2);
    });
});

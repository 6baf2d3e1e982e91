/** What people try with transforms: nesting in every order, closures, host control flow, errors in the middle, memory given away. */
import {
  EscapedTracerError,
  evalShape,
  grad,
  hessian,
  hvp,
  jacfwd,
  jacrev,
  jit,
  jvp,
  lax,
  linearize,
  linearTranspose,
  np,
  openTraces,
  random,
  registerClass,
  shapeDtype,
  trace,
  valueAndGrad,
  vjp,
  vmap,
  type NDArray,
} from "fluxion";
import { describe, expect, test } from "vitest";
import { close, f32, f64, failure, i32, plain, same } from "./support.js";

type Scalar = (x: NDArray) => NDArray;

describe("perturbation confusion", () => {
  const cases: [string, Scalar, at: number, number][] = [
    ["grad in grad: d/dx x·d/dy (x+y)", (x) => x.mul(grad((y: NDArray) => x.add(y))(1)), 3, 1],
    ["jvp in grad", (x) => x.mul(jvp((y: NDArray) => x.add(y), [1], [1])[1]), 3, 1],
    ["d/dx x·d/dy (x·y)", (x) => x.mul(grad((y: NDArray) => x.mul(y))(2)), 3, 6],
    [
      "three deep: d/dx d/dy y·d/dz (xyz)",
      (x) => grad((y: NDArray) => y.mul(grad((z: NDArray) => x.mul(y).mul(z))(5)))(2),
      3,
      4,
    ],
    [
      "vmap in between",
      (x) => np.sum(vmap((y: NDArray) => grad((z: NDArray) => z.mul(x).mul(y))(1))(f32([1, 2, 3]))),
      2,
      6,
    ],
    ["linearize in between", (x) => linearize((y: NDArray) => x.mul(y).mul(y), [2])[1](1), 3, 4],
    [
      "vjp of a function of the outer variable",
      (x) => vjp((y: NDArray) => np.sin(y).mul(x), [0])[1](1)[0].mul(x),
      3,
      6,
    ],
    ["the inner variable is the outer one", (x) => grad((y: NDArray) => y.mul(x))(x).mul(x), 3, 6],
  ];
  test.each(cases)("%s", (_, f, at, expected) => {
    expect(grad(f)(at).item()).toBe(expected);
    expect(jvp(f, [at], [1])[1].item()).toBe(expected);
    expect(jit(grad(f))(at).item()).toBe(expected);
    expect(grad(jit(f))(at).item()).toBe(expected);
    same(vmap(grad(f))(f32([at, at])), [expected, expected]);
  });
});

describe("nesting", () => {
  const x = f64([0.3, -0.7]);
  const f: Scalar = (v) => np.sum(np.sin(v).mul(v));
  const slope = (v: number): number => Math.cos(v) * v + Math.sin(v);
  const curve = (v: number): number => 2 * Math.cos(v) - v * Math.sin(v);
  test("jit, vmap and grad in every order", () => {
    const rows = f64([
      [0.3, -0.7],
      [1, 2],
    ]);
    const expected = [
      [0.3, -0.7],
      [1, 2],
    ].map((row) => row.map(slope));
    for (const g of [
      vmap(grad(f)),
      jit(vmap(grad(f))),
      vmap(jit(grad(f))),
      vmap(grad(jit(f))),
      jit(vmap(jit(grad(jit(f))))),
    ])
      close(g(rows), expected, 1e-15);
    close(grad((r: NDArray) => np.sum(vmap(f)(r)))(rows), expected, 1e-15);
    close(jit(grad((r: NDArray) => np.sum(jit(vmap(jit(f)))(r))))(rows), expected, 1e-15);
  });
  test("second derivatives along every road", () => {
    const diagonal = [
      [curve(0.3), 0],
      [0, curve(-0.7)],
    ];
    const roads = [
      hessian(f),
      hessian(jit(f)),
      jit(hessian(f)),
      jacfwd(grad(f)),
      jacrev(grad(f)),
      jacfwd(jacrev(f) as Scalar),
      jacrev(jacfwd(f) as Scalar),
      jacfwd(jit(grad(jit(f)))),
    ];
    for (const H of roads) close(H(x) as NDArray, diagonal, 1e-15);
    close(hvp(f, [x], [f64([1, 10])]), [curve(0.3), 10 * curve(-0.7)], 1e-15);
    close(grad((v: NDArray) => np.sum(grad(f)(v)))(x), [curve(0.3), curve(-0.7)], 1e-15);
    close(
      vmap(jacrev(jit((v: NDArray) => np.square(v))))(
        f64([
          [1, 2],
          [3, 4],
        ]),
      ),
      [
        [
          [2, 0],
          [0, 4],
        ],
        [
          [6, 0],
          [0, 8],
        ],
      ],
    );
  });
  test("derivatives of high order", () => {
    expect(
      [1, 2, 3, 4, 5]
        .reduce<Scalar>(
          (g) => grad(g),
          (v) => np.exp(v),
        )(np.array(0))
        .item(),
    ).toBe(1);
    expect(grad(grad(grad((v: NDArray) => np.sin(v))))(0).item()).toBe(-1);
    expect(jit(grad(jit(grad(jit(grad(jit((v: NDArray) => np.power(v, 4))))))))(2).item()).toBe(48);
    const eighth = Array.from({ length: 8 }).reduce<Scalar>(
      (g) => grad(g),
      (v) => np.square(np.sin(v)),
    );
    close(eighth(f64(0.5)), -128 * Math.cos(1), 1e-12);
    close(
      jit(vmap(grad(jit((v: NDArray) => jvp((y: NDArray) => np.sin(y).mul(y), [v], [f64(1)])[1]))))(x),
      [curve(0.3), curve(-0.7)],
      1e-15,
    );
  });
  test("linearize and vjp inside vmap inside jit", () => {
    const both = jit(
      vmap((v: NDArray) => {
        const [y, push] = linearize((u: NDArray) => np.sum(np.sin(u).mul(v)), [v]);
        const [, pull] = vjp((u: NDArray) => np.sin(u).mul(v), [v]);
        return [y, push(np.onesLike(v)), pull(v)[0], vmap(push)(np.stack([v, v]))] as NDArray[];
      }),
    );
    const [y, t, g, many] = both(f64([[0.3, -0.7]])) as [NDArray, NDArray, NDArray, NDArray];
    close(y, [0.3 * Math.sin(0.3) + 0.7 * Math.sin(0.7)], 1e-15);
    close(t, [0.3 * Math.cos(0.3) - 0.7 * Math.cos(0.7)], 1e-15);
    close(g, [[0.09 * Math.cos(0.3), 0.49 * Math.cos(0.7)]], 1e-15);
    expect(many.shape).toEqual([1, 2]);
  });
  test("a pullback and a pushforward may be used later, under other transforms, many times", () => {
    const [, pull] = vjp((v: NDArray) => np.power(v, 3), [f64(2)]);
    expect([
      pull(1)[0].item(),
      jit((ct: NDArray) => pull(ct)[0])(f64(2)).item(),
      grad((ct: NDArray) => pull(ct)[0].mul(ct))(f64(1)).item(),
    ]).toEqual([12, 24, 24]);
    const [, push] = linearize((v: NDArray) => np.power(v, 3), [f64(2)]);
    same(vmap(push)(f64([1, 2])), [12, 24]);
    expect(linearTranspose(push as Scalar, [f64(0)])(f64(5))[0].item()).toBe(60);
  });
  test("jitted functions in jitted functions, and in their own trace", () => {
    const double = jit((v: NDArray) => v.mul(2));
    expect(jit((v: NDArray) => double(double(v)).add(double(1)))(3).item()).toBe(14);
    const power: (v: NDArray | number, n: number) => NDArray = jit(
      (v: NDArray, n: number): NDArray => (n === 0 ? np.onesLike(v) : v.mul(power(v, n - 1))),
      { staticArgnums: 1 },
    ) as never;
    expect([power(2, 5).item(), grad((v: NDArray) => power(v, 3))(2).item()]).toEqual([32, 12]);
    let nested: Scalar = (v) => v.mul(1.001);
    for (let i = 0; i < 200; i++) {
      const inner = nested;
      nested = jit((v: NDArray) => inner(v).add(0.001)) as Scalar;
    }
    close(nested(f64(1)), 1.001 + 200 * 0.001, 1e-12);
    close(grad(nested)(f64(1)), 1.001, 1e-12);
  });
});

describe("what functions return and take", () => {
  test("the same array twice, an input unchanged, constants, nothing", () => {
    const twice = (v: NDArray): NDArray[] => [v, v];
    expect(plain(jit(twice)(1))).toEqual([1, 1]);
    expect(plain(vjp(twice, [2])[1]([3, 4]))).toEqual([7]);
    expect(plain(jvp(twice, [1], [5]))).toEqual([
      [1, 1],
      [5, 5],
    ]);
    expect(plain(vmap(twice)(f32([1, 2])))).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const constant = (): NDArray => f32(3);
    expect(
      [
        grad(constant as Scalar)(1),
        jit(constant as Scalar)(1),
        vjp(constant as Scalar, [1])[1](1)[0],
        jvp(constant as Scalar, [1], [1])[1],
        linearize(constant as Scalar, [1])[1](1),
      ].map((y) => y.item()),
    ).toEqual([0, 3, 0, 0, 0]);
    same(vmap(constant as Scalar)(f32([1, 2])), [3, 3]);
    same(jacfwd((() => f32([1, 2])) as Scalar)(np.ones([3])) as NDArray, [
      [0, 0, 0],
      [0, 0, 0],
    ]);
    same(jacrev((() => f32([1, 2])) as Scalar)(np.ones([3])) as NDArray, [
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect([jit(() => null)(), jit(() => [])(), jit(() => ({}))(), jit(() => undefined)()]).toEqual([
      null,
      [],
      {},
      undefined,
    ]);
  });
  test("arguments that are not used", () => {
    const first = (v: NDArray, _unused: NDArray): NDArray => v.mul(2);
    expect(plain(grad(first, { argnums: [0, 1] })(1, np.ones([2])))).toEqual([2, [0, 0]]);
    expect(jit(first)(1, np.ones([5])).item()).toBe(2);
    same(vmap(first)(f32([1, 2]), np.ones([2, 3])), [2, 4]);
    expect(plain(jacrev(first, { argnums: [0, 1] })(f32([1]), np.ones([2])))).toEqual([[[2]], [[0, 0]]]);
    expect(plain(grad((p: { a: NDArray; b: null }) => p.a)({ a: f32(1), b: null }))).toEqual({ a: 1, b: null });
  });
  test("integers among the results and arguments have zero derivatives", () => {
    const f = (v: NDArray): { y: NDArray; n: NDArray } => ({ y: v.mul(2), n: np.argmax(v) });
    expect(plain(jacrev(f)(f32([1, 2])))).toEqual({
      y: [
        [2, 0],
        [0, 2],
      ],
      n: [0, 0],
    });
    expect(plain(jacfwd(f)(f32([1, 2])))).toEqual({
      y: [
        [2, 0],
        [0, 2],
      ],
      n: [0, 0],
    });
    same(grad((v: NDArray) => np.astype(np.argmax(v), "float32"))(f32([1, 2])), [0, 0]);
    expect(plain(grad((v: NDArray, n: NDArray) => v.mul(n), { argnums: [0, 1], allowInt: true })(2, i32(3)))).toEqual([
      3, 0,
    ]);
  });
  test("derivatives have the types of what they belong to", () => {
    const [g, h] = grad((a: NDArray, b: NDArray) => np.sum(a.mul(b)), { argnums: [0, 1] })(f32([1]), f64([2])) as [
      NDArray,
      NDArray,
    ];
    expect([g.dtype, h.dtype]).toEqual(["float32", "float64"]);
    expect(evalShape(hessian((v: NDArray) => np.sum(v)) as Scalar, shapeDtype([3], "float64"))).toEqual({
      dtype: "float64",
      shape: [3, 3],
    });
  });
  test("empty arrays go through every transform", () => {
    const empty = np.zeros([0]);
    const f: Scalar = (v) => np.sum(np.sin(v).mul(v));
    expect([grad(f)(empty), jit(grad(f))(empty), vmap(np.sin as Scalar)(empty)].map((y) => y.shape)).toEqual([
      [0],
      [0],
      [0],
    ]);
    expect(
      [jacfwd(np.sin as Scalar)(empty), jacrev(np.sin as Scalar)(empty), hessian(f)(empty)].map(
        (y) => (y as NDArray).shape,
      ),
    ).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect((jacrev((v: NDArray) => v.get(":0"))(np.ones([3])) as NDArray).shape).toEqual([0, 3]);
    expect(vmap(grad(f))(np.zeros([0, 3])).shape).toEqual([0, 3]);
    expect(vmap(grad(f))(np.zeros([3, 0])).shape).toEqual([3, 0]);
    same(grad((v: NDArray) => np.prod(v))(empty), []);
  });
  test("user classes are trees, in and out, through every transform", () => {
    class Line {
      constructor(
        readonly slope: NDArray,
        readonly offset: NDArray,
        readonly name: string,
      ) {}
      at(v: NDArray): NDArray {
        return this.slope.mul(v).add(this.offset);
      }
    }
    registerClass(Line, {
      flatten: ({ slope, offset, name }) => ({ children: [slope, offset], aux: name }),
      unflatten: ([slope, offset], name: string) => new Line(slope as NDArray, offset as NDArray, name),
    });
    const line = new Line(f32(2), f32(1), "a line");
    const loss = (l: Line, v: NDArray): NDArray => np.square(l.at(v));
    const g = jit(grad(loss))(line as never, 3) as unknown as Line;
    expect([g, g.name, g.slope.item(), g.offset.item()]).toEqual([expect.any(Line), "a line", 42, 14]);
    const moved = vmap((l: Line, t: NDArray) => new Line(l.slope.mul(t), l.offset, l.name), { inAxes: [null, 0] })(
      line as never,
      f32([1, 2]),
    ) as unknown as Line;
    expect([moved.slope.tolist(), moved.offset.tolist()]).toEqual([
      [2, 4],
      [1, 1],
    ]);
    failure(() => jit((l: Line) => l.slope)(new Map([["a", new Date()]]) as never), "Date");
  });
});

describe("host control flow", () => {
  test("recursion, loops, early return and exceptions on values under grad", () => {
    const factorial = (v: NDArray, n: number): NDArray => (n === 0 ? f32(1) : v.mul(factorial(v, n - 1)));
    expect(grad((v: NDArray) => factorial(v, 5))(2).item()).toBe(80);
    const grow: Scalar = (v) => {
      let y = v;
      while (y.item() < 100) y = y.mul(y);
      return y;
    };
    expect([grad(grow)(3).item(), jvp(grow, [3], [1])[1].item(), grad(grad(grow))(3).item()]).toEqual([
      8 * 3 ** 7,
      8 * 3 ** 7,
      56 * 3 ** 6,
    ]);
    const guarded: Scalar = (v) => {
      try {
        return np.matmul(v, np.ones([7]));
      } catch {
        return np.sum(v.mul(3));
      }
    };
    same(grad(guarded)(f32([1, 2])), [3, 3]);
    same(grad((v: NDArray) => v.get(np.argmax(v).item()))(f32([1, 5, 2])), [0, 1, 0]);
    expect(
      vmap((v: NDArray, n: NDArray) => (n.item() > 1 ? v.mul(n) : v), { inAxes: [0, null] })(f32([1, 2]), 3).tolist(),
    ).toEqual([3, 6]);
  });
  test("values that are not known are typed errors, through closures too", () => {
    failure(
      () => grad((v: NDArray) => jit((u: NDArray) => (u.item() > 0 ? u : u.neg()))(v))(1),
      "jit",
      "where or cond",
    );
    failure(() => vmap((v: NDArray) => grad((u: NDArray) => (v.item() > 0 ? u : u.neg()))(1))(f32([1, 2])), "vmap");
    failure(() => jit((v: NDArray) => np.zeros([v as never]))(3), "shape");
    failure(() => jit((v: NDArray) => np.nonzero(v)[0] as NDArray)(f32([1, 0])), "size");
    failure(() => trace((v: NDArray) => np.array([1, 2, 3].slice(0, v as never)))(1), "operator");
    failure(
      () =>
        jit(function* (v: NDArray) {
          yield v;
        } as never)(1 as never),
      "not an array",
    );
  });
});

describe("errors in the middle", () => {
  const mine = new Error("mine");
  const fails: Scalar = (v) => {
    np.sin(v);
    throw mine;
  };
  const x = np.ones([2]);
  const runs: [string, () => unknown][] = [
    ["grad", () => grad(fails)(x)],
    ["jit", () => jit(fails)(x)],
    ["vmap", () => vmap(fails)(x)],
    ["jvp", () => jvp(fails, [x], [x])],
    ["vjp", () => vjp(fails, [x])],
    ["linearize", () => linearize(fails, [x])],
    ["jacfwd", () => jacfwd(fails)(x)],
    ["hessian", () => hessian(fails)(x)],
    ["trace", () => trace(fails)(x)],
    ["jit of vmap of grad", () => jit(vmap(grad(fails)))(x)],
    ["scan", () => lax.scan((c: NDArray, y: NDArray) => [fails(c.add(y)), null], 0, x)],
  ];
  test.each(runs)("an error in %s arrives as it was thrown, and the next transform works", (_, run) => {
    expect(run).toThrow(mine);
    expect(openTraces()).toEqual([]);
    expect(jit(grad((v: NDArray) => np.sum(v.mul(v))))(x).tolist()).toEqual([2, 2]);
  });
  test("a jitted function that failed while it was recorded can be called again", () => {
    let broken = true;
    const f = jit((v: NDArray) => {
      if (broken) throw mine;
      return v.mul(2);
    });
    expect(() => f(1)).toThrow(mine);
    broken = false;
    expect(f(1).item()).toBe(2);
  });
  test("values that leave their transform are refused wherever they turn up", () => {
    let leaked: NDArray | undefined;
    let kept: Scalar | undefined;
    jit((v: NDArray) => (leaked = v.mul(2)))(1);
    expect(() => np.add(leaked as NDArray, 1)).toThrow(EscapedTracerError);
    expect(() => jit((v: NDArray) => v.add(leaked as NDArray))(1)).toThrow(EscapedTracerError);
    expect(() => grad((v: NDArray) => v.mul(leaked as NDArray))(1)).toThrow(EscapedTracerError);
    grad((v: NDArray) => (kept = jit((u: NDArray) => u.mul(v)) as Scalar)(v))(2);
    expect(() => (kept as Scalar)(np.array(5))).toThrow(EscapedTracerError);
    let pull: ((ct: number) => [NDArray]) | undefined;
    grad((v: NDArray) => (([, pull] = vjp((u: NDArray) => u.mul(v), [v]) as unknown as [NDArray, typeof pull]), v))(2);
    expect(() => (pull as (ct: number) => [NDArray])(1)).toThrow(EscapedTracerError);
  });
  test("the user's line is named although our own frames lie above it", () => {
    const error = failure(() => jit((k: NDArray) => random.categorical(random.key(0), k))(np.zeros([0])));
    expect(error.source).toMatch(/adversarial-transforms\.test\.ts:\d+/);
  });
});

describe("memory given away", () => {
  const double = (v: NDArray): NDArray => v.mul(2);
  test("donated arrays that are given twice, returned, captured or under other transforms", () => {
    const x = f32([1, 2, 3]);
    expect(plain(jit((a: NDArray, b: NDArray) => [a.mul(2), b.mul(3)], { donate: [0, 1] })(x, x))).toEqual([
      [2, 4, 6],
      [3, 6, 9],
    ]);
    failure(() => x.add(1), "donated");
    const y = f32([1, 2, 3]);
    expect(plain(jit((a: NDArray) => [a.add(1), a.mul(2), a], { donate: 0 })(y))).toEqual([
      [2, 3, 4],
      [2, 4, 6],
      [1, 2, 3],
    ]);
    const z = f32([1, 2, 3]);
    same(jit((a: NDArray) => a.add(z), { donate: 0 })(z), [2, 4, 6]);
    const w = f32([1, 2, 3]);
    const f = jit(double, { donate: 0 });
    same(vmap(f)(w), [2, 4, 6]);
    same(grad((v: NDArray) => np.sum(f(v)))(w), [2, 2, 2]);
    same(jit((v: NDArray) => f(v).add(v))(w), [3, 6, 9]);
    same(w, [1, 2, 3]);
  });
  test("other arrays never change: results of reshapes, transposes, identities, pairs of equal results", () => {
    const overwrite = jit(double, { donate: 0 });
    const x = f32([[1, 2, 3]]);
    const relatives = [
      np.reshape(x, [3]),
      x.T,
      np.squeeze(x),
      jit((v: NDArray) => v)(x),
      jit((v: NDArray) => v.mul(1))(x),
      lax.stopGradient(x),
    ];
    for (const relative of relatives) overwrite(relative);
    same(x, [[1, 2, 3]]);
    const [p, q] = jit((v: NDArray) => {
      const y = v.add(1);
      return [y, y];
    })(x) as [NDArray, NDArray];
    overwrite(p);
    same(q, [[2, 3, 4]]);
    const c = f32([1, 2]);
    overwrite(grad((v: NDArray) => np.sum(v.mul(c)))(f32([5, 5])));
    same(c, [1, 2]);
  });
  test("elements that are read or given are copies", () => {
    const source = new Float32Array([1, 2]);
    const x = np.array(source);
    source[0] = 99;
    x.dataSync()[1] = 99;
    same(x, [1, 2]);
    const two = jit(() => np.array([1, 2]));
    two().dataSync()[0] = 99;
    same(two(), [1, 2]);
    random.key(5).dataSync()[1] = 99;
    same(random.key(5), [0, 5]);
  });
  test("a captured array that is disposed is a typed error, and its relatives live on", () => {
    const c = f32([1, 2]);
    const relative = np.reshape(c, [2, 1]);
    const f = jit((v: NDArray) => v.add(c));
    same(f(f32([1, 1])), [2, 3]);
    (c as unknown as { dispose(): void }).dispose();
    failure(() => f(f32([1, 1])), "disposed");
    failure(() => c.item(), "disposed");
    same(relative, [[1], [2]]);
  });
});

describe("calls that look right", () => {
  test.each<[string, () => unknown, string]>([
    ["jvp without lists", () => jvp(np.sin as Scalar, f32(1) as never, f32(1) as never), "jvp(f, [x])"],
    ["vjp without a list", () => vjp(np.sin as Scalar, 1 as never), "vjp(f, [x])"],
    ["a result instead of a function", () => grad(np.sin(1) as never)(1 as never), "expected a function"],
    ["grad of nothing", () => grad(undefined as never)(1 as never), "expected a function"],
    [
      "a string argument",
      () => jit((v: NDArray, mode: string) => (mode === "a" ? v : v.neg()))(1, "a"),
      "staticArgnums",
    ],
    [
      "an object that contains itself",
      () => jit((_v: { self?: unknown }) => 1 as never)(cyclic as never),
      "contains itself",
    ],
    [
      "a static object that contains itself",
      () => jit((v: NDArray, _static: unknown) => v, { staticArgnums: 1 })(1, cyclic as never),
      "contains itself",
    ],
    ["a list that contains itself", () => np.array(endless as never), "contains itself"],
    ["an array of type only", () => np.sin(shapeDtype([2])), "type only"],
    ["an argument that does not exist", () => jit((v: NDArray) => v, { donate: 3 })(1), "argument 3"],
    ["too large an array", () => np.zeros([1e6, 1e6]), "4000000000000 bytes"],
    ["too large a Jacobian", () => hessian((v: NDArray) => np.sum(np.sin(v)))(np.ones([1e5])), "bytes"],
    [
      "an element type that does not exist",
      () => np.ones([2]).astype("int64" as never),
      "int64 is not an element type",
    ],
    ["valueAndGrad of a pair without hasAux", () => valueAndGrad((v: NDArray) => [v, v] as never)(1), "hasAux"],
    ["vmap of scalars", () => vmap((v: NDArray) => v)(1), "null for arguments without a batch axis"],
    ["two vectors for meshgrid", () => np.meshgrid(np.arange(2) as never, np.arange(3) as never), "one list"],
    ["randint without a bound", () => random.randint(random.key(0), { shape: [2] } as never), "maxval"],
  ])("%s", (_, call, text) => {
    expect(failure(call).message).toContain(text);
  });
});

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
const endless: unknown[] = [];
endless.push(endless);

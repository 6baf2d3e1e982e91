/** Wrong answers of the nearest peer, one test each, that concern programs, and what an array is to JavaScript. The right value is in the test. */
import { cost, cpu, grad, hessian, jit, np, setDefaultBackend, trace, vmap, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { close, f32, f64, failure, i32, same } from "./support.js";

describe("programs", () => {
  test("1,000 operations fuse, run and differentiate without overflowing the stack, as chain, tree and fan", () => {
    const x = f64([0.1, 0.2, 0.3]);
    const chain = (v: NDArray): NDArray =>
      Array.from({ length: 1000 }).reduce<NDArray>((y, _, i) => (i % 2 === 0 ? np.sin(y) : y.mul(1.001)), v);
    const sums = (v: NDArray): NDArray => Array.from({ length: 1000 }, (_, i) => v.mul(i)).reduce((a, b) => a.add(b));
    const fan = (v: NDArray): NDArray => np.stack(Array.from({ length: 1000 }, (_, i) => v.add(i)));
    for (const f of [chain, sums, fan]) {
      same(jit(f)(x), f(x).tolist());
      const loss = (v: NDArray): NDArray => np.sum(f(v));
      same(jit(grad(loss))(x), grad(loss)(x).tolist());
    }
    close(sums(x), [49950, 99900, 149850], 1e-12);
    const byHand = [0.1, 0.2, 0.3].map((v) =>
      Array.from({ length: 1000 }).reduce<number>((y, _, i) => (i % 2 === 0 ? Math.sin(y) : y * 1.001), v),
    );
    close(chain(x), byHand, 1e-12);
  });
  test("a constant 1 is an integer beside integers after it was a float beside floats, also in one program", () => {
    const f = jit((x: NDArray) => x.add(1));
    for (const dtype of ["float32", "int32", "uint8", "float64", "int8", "uint32"] as const) {
      const y = f(np.array([1, 2], { dtype }));
      expect([y.dtype, y.tolist()]).toEqual([dtype, [2, 3]]);
    }
    const both = jit((x: NDArray, n: NDArray) => [x.mul(1), n.mul(1), x.add(1), n.add(1), np.equal(n, 1)]);
    expect(both(f32([1]), i32([1])).map((y) => y.tolist())).toEqual([[1], [1], [2], [2], [true]]);
  });
  test("static arguments are told apart: functions, NaN, −0 and symbols", () => {
    const apply = jit(
      (x: NDArray, s: unknown) => (typeof s === "function" ? (s as (x: NDArray) => NDArray)(x) : x.mul(s as number)),
      { staticArgnums: 1 },
    );
    expect(apply(2, (x: NDArray) => x.add(1)).item()).toBe(3);
    expect(apply(2, (x: NDArray) => x.add(2)).item()).toBe(4);
    expect([apply(2, NaN), apply(2, 0), apply(2, -0), apply(2, Infinity)].map((y) => y.item())).toEqual([
      NaN,
      0,
      -0,
      Infinity,
    ]);
    const [red, blue] = [Symbol("colour"), Symbol("colour")];
    const choose = jit((x: NDArray, s: symbol) => (s === red ? x : x.neg()), { staticArgnums: 1 });
    expect([choose(1, red).item(), choose(1, blue).item(), choose(1, red).item()]).toEqual([1, -1, 1]);
  });
  test("results under jit are those of eager mode: NaN, infinities, and no wider intermediate types", () => {
    const programs: ((x: NDArray) => NDArray)[] = [
      (x) => np.less(np.sin(x), 2),
      (x) => np.greaterEqual(x, x),
      (x) => np.notEqual(x, x),
      (x) => x.mul(0),
      (x) => x.sub(x),
      (x) => x.div(x),
      (x) => np.maximum(x, 0),
      (x) => x.mul(0.1).add(0.2).sub(0.3).mul(3),
      (x) => np.multiply(x.add(16777216), 1).sub(16777216),
      (x) => np.power(x, 3).mul(1e38).mul(1e-38),
    ];
    for (const f of programs)
      for (const value of [NaN, -0, 0, 1, 0.7, -3.3, Infinity, -Infinity, 1e38])
        same(jit(f)(value), f(np.array(value)).tolist());
    expect(jit((x: NDArray) => np.less(np.sin(x), 2))(NaN).item()).toBe(np.less(np.sin(NaN), 2).item());
    same(jit((x: NDArray) => np.less(np.sin(x), 2))(f32([NaN])), [false]);
    same(jit((x: NDArray) => x.mul(0))(f32([NaN, Infinity, -1])), [NaN, NaN, -0]);
    expect(jit((x: NDArray) => x.add(16777216).sub(16777216))(1).item()).toBe(0);
    expect(jit((x: NDArray) => x.mul(10))(1e38).item()).toBe(Infinity);
  });
  test("jacfwd and jit share one program: a second derivative is not traced again per column", () => {
    const f = (x: NDArray): NDArray => np.sum(np.power(x, 3));
    const flops = (n: number): number => cost(trace(hessian(f))(np.ones([n]))).flops;
    expect(flops(40) / flops(20)).toBeLessThan(5);
  });
});

describe("what an array is to JavaScript", () => {
  // JavaScript asks no object for its truth or identity: `if (x)`, `!x`, `x && y`, `x ?? y` and `x === y` cannot be trapped, and an
  // array is always true. Everything that asks for a number is: comparison, arithmetic, unary plus, loose equality with a number.
  const uses: [string, (x: any) => unknown][] = [
    ["x > 0", (x) => x > 0],
    ["x <= 0", (x) => x <= 0],
    ["x * 2", (x) => x * 2],
    ["x - 1", (x) => x - 1],
    ["x ** 2", (x) => x ** 2],
    ["+x", (x) => +x],
    ["-x", (x) => -x],
    ["Math.sin(x)", (x) => Math.sin(x)],
    ["Number(x)", Number],
  ];
  test.each(uses)("%s is a typed error, traced or not", (_, use) => {
    for (const transform of [jit, grad, vmap])
      failure(() => (transform as typeof jit)((x: NDArray) => (use(x), np.sum(x)))(f32([1])), "operator", "np.");
    failure(() => use(f32([1, 2])), "operator", "np.");
    failure(() => use(f32(1)), "operator", "item()");
  });
  test("values are refused where they are unknown, and text is always allowed", () => {
    for (const read of [(x: NDArray) => x.item(), (x: NDArray) => x.tolist(), (x: NDArray) => x.dataSync()]) {
      failure(() => jit((x: NDArray) => (read(x), x))(1), "where or cond", "static");
      failure(() => vmap((x: NDArray) => (read(x), x))(f32([1, 2])), "vmap");
    }
    expect(`${f32([1, 2])}`).toBe("[1. 2.]");
    jit((x: NDArray) => {
      expect(`${x}`).toBe("Traced<float32[] in jit>");
      return x;
    })(1);
  });
});

test("unread steps of a jitted function run once each, whether or not results are read", () => {
  const inner = cpu();
  let runs = 0;
  const counting = {
    ...inner,
    compile: (program: Parameters<typeof inner.compile>[0]) => {
      const compiled = inner.compile(program);
      if (compiled._tag === "Left") return compiled;
      const { run, describe: explain } = compiled.right;
      return {
        ...compiled,
        right: {
          describe: () => explain.call(compiled.right),
          run: (...args: Parameters<typeof run>) => (runs++, run.apply(compiled.right, args)),
        },
      };
    },
  };
  setDefaultBackend(counting);
  try {
    const step = jit((x: NDArray) => x.mul(0.999).add(0.001));
    let x = np.ones([4]);
    const before = runs;
    for (let i = 0; i < 16_000; i++) x = step(x);
    expect(runs - before).toBe(16_000);
    expect(x.tolist()).toEqual([1, 1, 1, 1].map(() => expect.closeTo(1, 3)));
  } finally {
    setDefaultBackend(inner);
  }
});

/** Custom rules meet programs: rules that hold jitted functions and loops, rules within jit and checkpoint, and what rules close over. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  checkpoint,
  customJvp,
  customVjp,
  EscapedTracerError,
  grad,
  hessian,
  jit,
  jvp,
  linearTranspose,
  mul,
  print,
  scan,
  setDefaultBackend,
  sin,
  sum,
  trace,
  tree,
  valueAndGrad,
  vmap,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const f64 = (x: unknown): NDArray => asArray(x, "float64");
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
const flat = (x: unknown): number[] => (tree.leaves(x) as NDArray[]).flatMap((y) => [...y.dataSync()]);
const x = f64([0.3, -0.7, 1.1]);
/** The function with its own derivative as its rule. */
const ruled = <F extends (x: NDArray) => NDArray>(f: F) =>
  customJvp(f, ([at]: [NDArray], [t]: [NDArray]) => jvp(f, [at], [t]));

const wave = (y: NDArray): NDArray => mul(sin(y), y);
const loop = (y: NDArray): NDArray =>
  scan((c: NDArray, t: NDArray) => [mul(sin(mul(c, y)), t), c], f64(0.5), f64([0.3, 0.7]))[0];

describe("a rule that computes primals and tangents in one program", () => {
  test("of a scan, in reverse mode", () => {
    const at = f64(0.8);
    expect(flat(grad(ruled(loop))(at))).toEqual(flat(grad(loop)(at)));
    expect(flat(jit(hessian(ruled(loop)))(at))[0]).toBeCloseTo(flat(hessian(loop)(at))[0] as number, 12);
  });
  test("of a jitted function: the value outlives the transform", () => {
    const f = ruled(jit(wave));
    const [value, slope] = valueAndGrad((y: NDArray) => f(y))(f64(0.7));
    expect(value.item()).toBe(wave(f64(0.7)).item());
    expect(slope.item()).toBe(grad(wave)(f64(0.7)).item());
    expect(jit(grad(jit((y: NDArray) => f(y))))(f64(0.7)).item()).toBe(slope.item());
    expect(flat(vmap(grad(grad((y: NDArray) => f(y))))(x))).toEqual(flat(vmap(grad(grad(wave)))(x)));
  });
});

describe("a rule within a program", () => {
  const weights = f64([1, 2, 3]);
  const f = customJvp(
    (y: NDArray) => mul(sin(y), weights),
    ([y]: [NDArray], [t]: [NDArray]) => [mul(sin(y), weights), mul(mul(t, weights), f64([2, 2, 2]))],
  );
  const g = customVjp(
    (y: NDArray) => mul(sin(y), weights),
    ((y: NDArray) => [mul(sin(y), weights), null]) as never,
    ((_: null, ct: NDArray) => [mul(mul(ct, weights), f64([2, 2, 2]))]) as never,
  );
  test.each([
    ["customJvp", f],
    ["customVjp", g],
  ] as const)("closes over arrays and makes new ones: %s", (_, h) => {
    for (const inner of [h, jit((y: NDArray) => h(y)), checkpoint((y: NDArray) => h(y))]) {
      const loss = (y: NDArray): NDArray => total(inner(y));
      expect(flat(grad(loss)(x))).toEqual([2, 4, 6]);
      expect(flat(jit(grad(loss))(x))).toEqual([2, 4, 6]);
      expect(flat(jvp((y: NDArray) => inner(y), [x], [x])[1])).toEqual(flat(mul(mul(x, weights), 2)));
      expect(flat(vmap(grad(loss))(f64([[1, 2, 3]])))).toEqual([2, 4, 6]);
    }
  });
  test("is asked by checkpoint too", () => {
    expect(flat(grad((y: NDArray) => total(checkpoint((z: NDArray) => mul(g(z), 3))(y)))(x))).toEqual([6, 12, 18]);
  });
  test("may not close over traced values", () => {
    const scaled = (w: NDArray, y: NDArray): NDArray => {
      const h = customJvp(
        (z: NDArray) => mul(z, w),
        ([z]: [NDArray], [t]: [NDArray]) => [mul(z, w), mul(t, w)],
      );
      return grad((v: NDArray) => jit((z: NDArray) => h(z))(v))(y);
    };
    expect(scaled(f64(3), f64(2)).item()).toBe(3);
    expect(() => vmap(scaled, { inAxes: [0, null] })(f64([3, 4]), f64(2))).toThrow(EscapedTracerError);
  });
});

describe("a linear scan with other carries", () => {
  test("counters, and values that the linear part reads, do not stop the transpose", () => {
    const f = (y: NDArray): NDArray =>
      scan(
        ({ i, c, s }: { i: NDArray; c: NDArray; s: NDArray }, t: NDArray) => [
          { i: add(i, 1), c: sin(add(c, t)), s: add(mul(s, c), mul(y, t)) },
          mul(s, c),
        ],
        { i: asArray(0, "int32"), c: f64(0.4), s: y },
        f64([1, 2, 3]),
      )[0].s;
    const slope = f(f64(1)).item();
    expect(linearTranspose(f, [f64(0)])(f64(1))[0].item()).toBeCloseTo(slope, 12);
    expect(jit((ct: NDArray) => linearTranspose(f, [f64(0)])(ct)[0])(f64(2)).item()).toBeCloseTo(2 * slope, 12);
  });
});

test("a program writes down the arrays of its rules", () => {
  const f = customJvp(
    (y: NDArray) => sin(y),
    ([y]: [NDArray], [t]: [NDArray]) => [sin(y), mul(t, f64(0.5))],
  );
  const text = print(
    trace(
      (y: NDArray) =>
        jvp(
          jit((z: NDArray) => f(z)),
          [y],
          [y],
        )[1],
    )(f64(1)),
  );
  expect(text).toContain("literal[dtype=float64 shape=[] values=[0.5]]");
});

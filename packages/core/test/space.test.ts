/** Gradients by elements of user-defined vector spaces: functions in a reproducing-kernel Hilbert space, and failures. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  broadcast,
  concatenate,
  dotGeneral,
  exp,
  grad,
  jit,
  mul,
  neg,
  setDefaultBackend,
  sin,
  square,
  sub,
  sum,
  UnknownValueError,
  ArgumentError,
  EscapedTracerError,
  valueAndGrad,
  vectorSpace,
  vmap,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const f64 = (x: unknown): NDArray => asArray(x, "float64");
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });

/** exp(−(x − y)²) for all pairs. */
function kernel(x: NDArray, y: NDArray): NDArray {
  const shape = [x.size, y.size];
  return exp(neg(square(sub(broadcast(x, { shape, axes: [1] }), broadcast(y, { shape, axes: [0] })))));
}
const apply = (matrix: NDArray, v: NDArray): NDArray =>
  dotGeneral(matrix, v, { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] });

/** Σ weights_i · k(centres_i, ·) */
class KernelSum {
  constructor(
    readonly centres: NDArray,
    readonly weights: NDArray,
  ) {}
  at(x: NDArray): NDArray {
    return evaluateAt(this, x);
  }
}

const space = vectorSpace(KernelSum, {
  zeros: () => new KernelSum(f64([]), f64([])),
  add: (f, g) =>
    new KernelSum(concatenate([f.centres, g.centres], { axis: 0 }), concatenate([f.weights, g.weights], { axis: 0 })),
  scale: (c, f) => new KernelSum(f.centres, mul(broadcast(c, { shape: f.weights.shape, axes: [0] }), f.weights)),
  inner: (f, g) => total(mul(f.weights, apply(kernel(f.centres, g.centres), g.weights))),
});
const evaluateAt = space.linear({
  apply: (f, x: NDArray) => apply(kernel(x, f.centres), f.weights),
  transpose: (ct, x: NDArray) => new KernelSum(x, ct),
});

const xs = f64([-1, 0, 0.5, 2]);
const ys = f64([1, -1, 0.5, 0]);
const f0 = new KernelSum(f64([0.3, -0.2]), f64([1, -0.5]));
const v = new KernelSum(f64([0.1]), f64([2]));
const fit = (f: KernelSum): NDArray => add(total(square(sub(f.at(xs), ys))), mul(space.inner(f, f), f64(0.1)));

const gradient = grad(fit as never) as unknown as (f: KernelSum) => KernelSum;

/** (F(f + s·v) − F(f − s·v)) / 2s */
function slope(F: (f: KernelSum) => NDArray, f: KernelSum, along: KernelSum): number {
  const s = 1e-5;
  const at = (h: number): number => F(space.add(f, space.scale(f64(h), along))).item();
  return (at(s) - at(-s)) / (2 * s);
}

describe("functions in a reproducing-kernel Hilbert space", () => {
  test("the gradient is a function with new centres, and right along every direction", () => {
    const g = gradient(f0);
    expect(g).toBeInstanceOf(KernelSum);
    expect(g.centres.tolist()).toEqual(expect.arrayContaining([-1, 0, 0.5, 2, 0.3, -0.2]));
    for (const along of [v, f0, new KernelSum(f64([3, -2]), f64([1, 1]))])
      expect(space.inner(g, along).item()).toBeCloseTo(slope(fit, f0, along), 7);
  });
  test("descent learns the points", () => {
    let f = new KernelSum(f64([]), f64([]));
    const values: number[] = [];
    // Without the norm, whose gradient is a multiple of the function: the sum would grow with every step by a factor.
    const misfit = (g: KernelSum): NDArray => total(square(sub(g.at(xs), ys)));
    for (let step = 0; step < 40; step++) {
      const [value, g] = valueAndGrad(misfit as never)(f as never) as unknown as [NDArray, KernelSum];
      values.push(value.item());
      f = space.add(f, space.scale(f64(-0.2), g));
    }
    expect(values.at(-1)).toBeLessThan(0.25 * (values[0] as number));
    expect(f.at(xs).tolist()).toEqual([...ys.dataSync()].map((y) => expect.closeTo(y, 0)));
  });
  test("through sums, multiples, computed points and computed factors", () => {
    const F = (f: KernelSum): NDArray => {
      const g = space.add(space.scale(total(f.at(f64([1]))), f), v);
      const again = g.at(sin(g.at(xs)));
      return add(total(square(again)), space.inner(g, f));
    };
    const g = (grad(F as never) as unknown as typeof gradient)(f0);
    expect(space.inner(g, v).item()).toBeCloseTo(slope(F, f0, v), 6);
    expect(space.inner(g, f0).item()).toBeCloseTo(slope(F, f0, f0), 6);
  });
  test("beside arrays, with aux, and for what does not depend on it", () => {
    const F = (f: KernelSum, a: NDArray) => [total(mul(f.at(xs), a)), f.at(xs)];
    const [[g, da], aux] = grad(F as never, { argnums: [0, 1], hasAux: true } as never)(
      f0 as never,
      f64(ys) as never,
    ) as unknown as [[KernelSum, NDArray], NDArray];
    expect(da.tolist()).toEqual(f0.at(xs).tolist());
    expect(aux.tolist()).toEqual(f0.at(xs).tolist());
    expect(g.weights.tolist()).toEqual(ys.tolist());
    const none = (grad((() => f64(1)) as never) as unknown as typeof gradient)(f0);
    expect(none.weights.size).toBe(0);
    const byArray = grad((f: never, a: NDArray) => total(mul((f as KernelSum).at(xs), a)), { argnums: 1 })(
      f0 as never,
      ys,
    );
    expect((byArray as NDArray).tolist()).toEqual(f0.at(xs).tolist());
  });
  test("second order: the derivative along v of the derivative along w", () => {
    const cubic = (f: KernelSum): NDArray => total(mul(f.at(xs), square(f.at(xs))));
    const along = (f: KernelSum): NDArray => space.inner((grad(cubic as never) as unknown as typeof gradient)(f), v);
    const g = (grad(along as never) as unknown as typeof gradient)(f0);
    expect(space.inner(g, f0).item()).toBeCloseTo(slope(along, f0, f0), 6);
  });
  test("by arrays around it: the gradient's weights depend on what the function closes over", () => {
    const F = (a: NDArray): NDArray => {
      const g = (grad(((f: KernelSum) => total(mul(a, square(f.at(xs))))) as never) as unknown as typeof gradient)(f0);
      return space.inner(g, v);
    };
    const [h, a] = [1e-6, 0.7];
    expect(grad(F)(f64([a, a, a, a])).dataSync()[1]).toBeCloseTo(
      (F(f64([a, a + h, a, a])).item() - F(f64([a, a - h, a, a])).item()) / (2 * h),
      7,
    );
  });
  test("what cannot have a derivative is a typed error", () => {
    const by = (F: (f: KernelSum) => unknown) => (): unknown => grad(F as never)(f0 as never);
    expect(by((f) => total(f.weights))).toThrow(UnknownValueError);
    expect(by((f) => jit((x: NDArray) => total(f.at(x)))(xs))).toThrow(ArgumentError);
    expect(by((f) => total(vmap((x: NDArray) => total(f.at(broadcast(x, { shape: [1], axes: [0] }))))(xs)))).toThrow(
      ArgumentError,
    );
    expect(by((f) => f.at(xs))).toThrow(/one real scalar result/);
    let kept = f0;
    by((f) => ((kept = f), total(f.at(xs))))();
    expect(() => kept.at(xs)).toThrow(EscapedTracerError);
    expect(() => space.inner(f0, { centres: 1 } as never)).toThrow(/expected an element of class KernelSum/);
  });
});

/** Options and edge cases of scan, map, foriLoop, whileLoop and associativeScan. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  associativeScan,
  asArray,
  convert,
  cost,
  foriLoop,
  grad,
  hessian,
  jit,
  jvp,
  linearTranspose,
  lt,
  mapSlices,
  mul,
  print,
  runPasses,
  scan,
  setDefaultBackend,
  simplifying,
  sin,
  trace,
  vmap,
  whileLoop,
  zeros,
  type NDArray,
} from "@fluxion/core";
import { np } from "fluxion";
import { describe, expect, test } from "vitest";
import { close, f64, flat, i32, list, total } from "./support.js";

setDefaultBackend(cpu());
const xs = f64([0.5, -0.3, 0.8, 0.2, 0.9, -1.1, 0.4]);

describe("unroll", () => {
  const loop =
    (options: object) =>
    (w: NDArray, x: NDArray): unknown =>
      scan((c: NDArray, v: NDArray) => [sin(add(mul(c, w), v)), { y: mul(c, v), c }], f64(0.1), x, options);
  const loss =
    (options: object) =>
    (w: NDArray, x: NDArray): NDArray => {
      const [c, { y }] = loop(options)(w, x) as [NDArray, { y: NDArray }];
      return add(c, total(y));
    };
  test("gives the same bits for every number of steps per turn, in both directions", () => {
    for (const reverse of [false, true])
      for (const unroll of [2, 3, 7, 50, true, false, 1] as const) {
        const [plain, unrolled] = [{ reverse }, { reverse, unroll }];
        const w = f64(0.7);
        const same = (a: unknown, b: unknown): void => expect(flat(a)).toEqual(flat(b));
        same(loop(unrolled)(w, xs), loop(plain)(w, xs));
        same(jit(loop(unrolled) as never)(...([w, xs] as never[])), loop(plain)(w, xs));
        same(grad(loss(unrolled), { argnums: [0, 1] })(w, xs), grad(loss(plain), { argnums: [0, 1] })(w, xs));
        same(jit(hessian(loss(unrolled), { argnums: 1 }))(w, xs), hessian(loss(plain), { argnums: 1 })(w, xs));
        same(jvp(loss(unrolled), [w, xs], [w, xs]), jvp(loss(plain), [w, xs], [w, xs]));
        const ws = f64([0.7, -0.2]);
        same(
          vmap(grad(loss(unrolled)), { inAxes: [0, null] })(ws, xs),
          vmap(grad(loss(plain)), { inAxes: [0, null] })(ws, xs),
        );
      }
  });
  test("the recorded program holds one loop; what runs has fewer turns, or none", () => {
    const program = trace(loop({ unroll: 3 }))(f64(1), xs);
    expect(program.equations.map(({ primitive }) => primitive.name)).toContain("scan");
    expect(print(program)).toContain("unroll=3");
    const names = (unroll: number | true): string[] =>
      runPasses(simplifying, trace(loop({ unroll }))(f64(1), xs)).equations.map(({ primitive }) => primitive.name);
    expect(names(3).filter((name) => name === "scan")).toHaveLength(1);
    expect(names(true)).not.toContain("scan");
    expect(names(7)).not.toContain("scan");
  });
  test("loops of no steps and of no results", () => {
    expect(list(scan((c: NDArray, x: NDArray) => [add(c, x), c], 0, asArray([]), { unroll: true }))).toEqual([0, []]);
    expect(list(scan((c: NDArray) => [mul(c, 2), null], 1, null, { length: 5, unroll: 2 }))).toEqual([32, null]);
    expect(foriLoop(0, 7, (i, s: NDArray) => add(s, convert(i, { dtype: "float32" })), 0, { unroll: 4 }).item()).toBe(
      21,
    );
  });
});

describe("carries", () => {
  test("Maps, nested and empty trees, and none at all", () => {
    const [carry, ys] = scan(
      (c: { m: Map<string, NDArray>; e: []; n: null }, x: NDArray) => [
        { m: new Map([["s", add(c.m.get("s") as NDArray, x)]]), e: [], n: null },
        [[], { x }],
      ],
      { m: new Map([["s", f64(0)]]), e: [] as [], n: null },
      xs,
    ) as unknown as [{ m: Map<string, NDArray>; e: unknown }, [unknown, { x: NDArray }]];
    expect((carry.m.get("s") as NDArray).item()).toBeCloseTo(1.4, 12);
    expect(carry.e).toEqual([]);
    expect(flat(ys)).toEqual(flat(xs));
    expect(list(scan((c: null, x: NDArray) => [c, mul(x, 2)], null, asArray([1, 2])))).toEqual([null, [2, 4]]);
    expect(list(scan((c: NDArray) => [c, []], 3, {}, { length: 2 }))).toEqual([3, []]);
    expect(
      list(scan((c: NDArray, x: NDArray) => [add(c, total(x)), x], 0, zeros({ dtype: "float32", shape: [0, 3] }))),
    ).toEqual([0, []]);
  });
  test("integers and booleans are carried along under derivatives of every kind", () => {
    const f = (x: NDArray): NDArray => {
      const [{ s }] = scan(
        ({ i, b, s }: { i: NDArray; b: NDArray; s: NDArray }, v: NDArray) => [
          {
            i: add(i, 1),
            b: lt(v, f64(0)),
            s: add(mul(s, convert(b, { dtype: "float64" })), mul(v, convert(i, { dtype: "float64" }))),
          },
          null,
        ],
        { i: i32(1), b: asArray(true), s: f64(2) },
        x,
      );
      return s;
    };
    const byHand = (x: NDArray): NDArray => {
      const values = x.dataSync();
      let [s, i, b] = [f64(2), 1, 1];
      values.forEach((v, k) => {
        s = add(mul(s, b), mul(total(mul(x, f64(Array.from(values, (_, j) => Number(j === k))))), i));
        [i, b] = [i + 1, v < 0 ? 1 : 0];
      });
      return s;
    };
    for (const g of [f, jit(f)]) {
      close([g(xs), grad(g)(xs)], [byHand(xs), grad(byHand)(xs)]);
      close(jvp(g, [xs], [xs]), jvp(byHand, [xs], [xs]));
      close(vmap(grad(g))(f64([[...flat(xs)], flat(mul(xs, -1))])), [grad(byHand)(xs), grad(byHand)(mul(xs, -1))]);
      close(hessian(g)(xs), hessian(byHand)(xs));
    }
  });
  test("a linear map may carry counters and other values that are known", () => {
    const f = (x: NDArray): NDArray =>
      (
        scan(
          ({ i, k, y }: { i: NDArray; k: NDArray; y: NDArray }, v: NDArray) => [
            { i: add(i, 1), k: mul(k, 0.5), y: add(mul(y, k), mul(v, convert(i, { dtype: "float64" }))) },
            null,
          ],
          { i: i32(0), k: f64(1), y: f64(0) },
          x,
        )[0] as { y: NDArray }
      ).y;
    const pull = linearTranspose(f, [xs]);
    close(pull(f64(3))[0], mul(grad(f)(xs), 3));
    close(jit((ct: NDArray) => pull(ct)[0])(f64(3)), mul(grad(f)(xs), 3));
  });
  test("a plain number takes the type that it meets in the body", () => {
    const sums = (x: NDArray): [NDArray, NDArray] => scan((c: NDArray, v: NDArray) => [np.add(c, v), c], 0, x);
    for (const dtype of ["int32", "uint8", "float64", "float32"] as const) {
      const [c, ys] = sums(asArray([1, 2, 3], dtype));
      expect([c.dtype, ys.dtype, c.item()]).toEqual([dtype, dtype, 6]);
    }
    const [half] = scan((c: NDArray, v: NDArray) => [np.add(c, v), null], 0.5, i32([1, 2]));
    expect([half.dtype, half.item()]).toEqual(["float32", 3.5]);
    const [alone] = scan((c: NDArray) => [np.multiply(c, 2), null], 1, null, { length: 3 });
    expect([alone.dtype, alone.item()]).toEqual(["float32", 8]);
    expect(
      whileLoop(
        (c: NDArray) => np.less(c, 5),
        (c: NDArray) => np.add(c, i32(2)),
        0,
      ).dtype,
    ).toBe("int32");
  });
});

describe("map", () => {
  const f = (x: NDArray): NDArray => total(mul(sin(x), x));
  const rows = f64([
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 10],
  ]);
  test("in batches, with what is left over, agrees with one after another", () => {
    for (const batchSize of [1, 2, 3, 4, 5, 9]) {
      const g = (x: NDArray): NDArray => mapSlices(f, x, { batchSize });
      expect(flat(g(rows))).toEqual(flat(mapSlices(f, rows)));
      expect(flat(jit(g)(rows))).toEqual(flat(mapSlices(f, rows)));
      close(grad((x: NDArray) => total(g(x)))(rows), grad((x: NDArray) => total(mapSlices(f, x)))(rows));
    }
    const tree = mapSlices(
      ({ a, b }: { a: NDArray; b: NDArray }) => ({ s: mul(a, b), n: null }),
      { a: xs, b: xs },
      { batchSize: 3 },
    );
    close(tree.s, mul(xs, xs));
    expect(flat(mapSlices(f, zeros({ dtype: "float64", shape: [0, 2] }), { batchSize: 2 }))).toEqual([]);
  });
});

describe("foriLoop", () => {
  const body = (i: NDArray, c: NDArray): NDArray => add(mul(c, 2), convert(i, { dtype: "float64" }));
  test("dynamic bounds, of which one may be plain, and ranges that are empty or reversed", () => {
    const n = jit((lower: NDArray, x: NDArray) => foriLoop(lower, 4, body, x));
    expect(n(i32(1), f64(1)).item()).toBe(foriLoop(1, 4, body, f64(1)).item());
    expect(foriLoop(2, i32(4), body, f64(1)).item()).toBe(foriLoop(2, 4, body, f64(1)).item());
    expect(foriLoop(-2, 1, body, f64(1)).item()).toBe(-2);
    for (const [lower, upper] of [
      [3, 3],
      [5, -5],
    ] as const) {
      expect(foriLoop(lower, upper, body, f64(7)).item()).toBe(7);
      expect(foriLoop(i32(lower), upper, body, f64(7)).item()).toBe(7);
      expect(grad((x: NDArray) => foriLoop(lower, upper, body, x))(f64(7)).item()).toBe(1);
    }
    close(
      vmap((k: NDArray) => foriLoop(0, k, body, f64(1)))(i32([0, 1, 4])),
      [0, 1, 4].map((k) => foriLoop(0, k, body, f64(1))),
    );
    expect(jvp((x: NDArray) => foriLoop(0, i32(3), body, x), [f64(1)], [f64(1)])[1].item()).toBe(8);
  });
});

describe("associativeScan", () => {
  const product = (axis: number, reverse: boolean) => (x: NDArray) =>
    associativeScan((a: NDArray, b: NDArray) => mul(a, b), x, { axis, reverse });
  /** (a₁, b₁)∘(a₂, b₂): the linear recurrence y = a·y + b. */
  type Pair = { a: NDArray; b: NDArray };
  const affine = (p: Pair, q: Pair): Pair => ({ a: mul(p.a, q.a), b: add(mul(q.a, p.b), q.b) });
  test("any length, axis and direction, against a loop", () => {
    for (const n of [0, 1, 2, 3, 5, 7, 8, 11])
      for (const reverse of [false, true]) {
        const column = Array.from({ length: n }, (_, i) => 1 + i / 4);
        const order = reverse ? column.toReversed() : column;
        let p = 1;
        const expected = order.map((x) => (p *= x));
        const result = flat(product(0, reverse)(f64(column)));
        close(f64(reverse ? result.toReversed() : result), f64(expected));
        const both = f64(column.map((x) => [x, 2]));
        if (n === 0) continue;
        close(vmap(product(0, reverse), { inAxes: 1, outAxes: 1 })(both), product(0, reverse)(both));
        close(product(1, reverse)(both), f64(column.map((x) => (reverse ? [2 * x, 2] : [x, 2 * x]))));
        close(product(-1, reverse)(both), product(1, reverse)(both));
      }
  });
  test("pytrees and derivatives agree with scan", () => {
    const a = f64([0.5, -0.3, 0.8, 0.2, 0.9]);
    const fast = (a: NDArray): NDArray => total(associativeScan<Pair>(affine as never, { a, b: a }).b);
    const slow = (a: NDArray): NDArray =>
      total(
        scan(
          (y: NDArray, v: NDArray) => {
            const next = add(mul(v, y), v);
            return [next, next];
          },
          f64(0),
          a,
        )[1],
      );
    for (const f of [fast, jit(fast)]) {
      close([f(a), grad(f)(a), hessian(f)(a)], [slow(a), grad(slow)(a), hessian(slow)(a)]);
      close(jvp(f, [a], [a]), jvp(slow, [a], [a]));
    }
  });
  test("work grows with the length, not with its logarithm times it", () => {
    const products = (n: number): number => {
      let count = 0;
      associativeScan(
        (a: NDArray, b: NDArray) => ((count += a.size), mul(a, b)),
        zeros({ dtype: "float32", shape: [n] }),
      );
      return count;
    };
    for (const n of [16, 1000, 4096]) expect(products(n)).toBeLessThan(2 * n);
    const equations = (n: number): number =>
      cost(trace(product(0, false))(zeros({ dtype: "float32", shape: [n] }))).equations;
    expect(equations(4096) / equations(64)).toBeLessThan(2.5);
  });
});

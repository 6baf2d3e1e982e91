/** Operations across the lanes of a named vmap. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  allGather,
  allToAll,
  ArgumentError,
  asArray,
  axisIndex,
  axisSize,
  checkpoint,
  cond,
  div,
  convert,
  fullLike,
  grad,
  jit,
  jvp,
  lt,
  mul,
  pmax,
  pmean,
  pmin,
  ppermute,
  psum,
  scan,
  setDefaultBackend,
  sub,
  sum,
  vmap,
  whileLoop,
  type NDArray,
} from "@fluxion/core";
import { expect, test } from "vitest";

setDefaultBackend(cpu());
const x = asArray([1, 2, 3, 4], "float64");
const over = (f: (x: NDArray) => NDArray, jitted = false): NDArray =>
  (jitted ? jit(vmap(f, { axisName: "i" })) : vmap(f, { axisName: "i" }))(x);

test("sums, means, extremes and indices, plain, jitted, and of values that all lanes share", () => {
  for (const jitted of [false, true]) {
    expect(over((x) => div(x, psum(x, "i")), jitted).tolist()).toEqual([0.1, 0.2, 0.3, 0.4]);
    expect(over((x) => sub(x, pmean(x, "i")), jitted).tolist()).toEqual([-1.5, -0.5, 0.5, 1.5]);
    expect(over((x) => sub(pmax(x, "i"), pmin(x, "i")), jitted).tolist()).toEqual([3, 3, 3, 3]);
    expect(over((x) => mul(x, convert(axisIndex("i"), { dtype: "float64" })), jitted).tolist()).toEqual([0, 2, 6, 12]);
    expect(over(() => psum(1, "i"), jitted).tolist()).toEqual([4, 4, 4, 4]);
  }
  expect(over(jit((x: NDArray) => div(x, psum(x, "i")))).tolist()).toEqual([0.1, 0.2, 0.3, 0.4]);
});

test("moving values between lanes", () => {
  expect(
    over((x) =>
      ppermute(x, "i", [
        [0, 1],
        [1, 2],
        [2, 0],
      ]),
    ).tolist(),
  ).toEqual([3, 1, 2, 0]);
  expect((over((x) => allGather(x, "i")).tolist() as number[][])[2]).toEqual([1, 2, 3, 4]);
  const m = asArray(
    [
      [1, 2],
      [3, 4],
    ],
    "float64",
  );
  expect(
    vmap((r: NDArray) => allToAll(r, "i", { splitAxis: 0, concatAxis: 0 }), { axisName: "i" })(m).tolist(),
  ).toEqual([
    [1, 3],
    [2, 4],
  ]);
  expect(vmap((r: NDArray) => allGather(r, "i", { tiled: true }), { axisName: "i" })(m).tolist()).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
  ]);
});

test("derivatives: through the map, and inside of it", () => {
  const loss = (x: NDArray): NDArray =>
    sum(vmap((v: NDArray) => mul(v, psum(mul(v, v), "i")), { axisName: "i" })(x), { axes: [0] });
  const byHand = (x: NDArray): NDArray => mul(sum(x, { axes: [0] }), sum(mul(x, x), { axes: [0] }));
  expect(grad(loss)(x).tolist()).toEqual(grad(byHand)(x).tolist());
  expect(jit(grad(loss))(x).tolist()).toEqual(grad(byHand)(x).tolist());
  expect(jvp(loss, [x], [x])[1].item()).toBe(jvp(byHand, [x], [x])[1].item());
  expect(over((v) => grad((u: NDArray) => mul(psum(u, "i"), psum(u, "i")))(v)).tolist()).toEqual([80, 80, 80, 80]);
  const gathered = (x: NDArray): NDArray =>
    sum(vmap((v: NDArray) => mul(v, sum(mul(allGather(v, "i"), x), { axes: [0] })), { axisName: "i" })(x), {
      axes: [0],
    });
  expect(grad(gathered)(x).tolist()).toEqual(grad(byHand)(x).tolist());
});

test("nested maps have names of their own, and unknown names are refused with those there are", () => {
  const m = asArray(
    [
      [1, 2],
      [3, 4],
    ],
    "float64",
  );
  const f = (x: NDArray): NDArray => sub(psum(x, "rows"), psum(x, "columns"));
  expect(vmap(vmap(f, { axisName: "columns" }), { axisName: "rows" })(m).tolist()).toEqual([
    [1, 3],
    [-3, -1],
  ]);
  expect(() => psum(1, "i")).toThrow(ArgumentError);
  expect(() => over((x) => psum(x, "j"))).toThrow(/"j"[\s\S]*"i"/);
});

test("trees, constants and several names at once", () => {
  const m = asArray(
    [
      [1, 2],
      [3, 4],
    ],
    "float64",
  );
  const both = <R>(f: (x: NDArray) => R) => vmap(vmap(f, { axisName: "columns" }), { axisName: "rows" })(m);
  for (const jitted of [false, true]) {
    const wrap = <F>(f: F): F => (jitted ? (jit(f as never) as F) : f);
    expect(both(wrap((x: NDArray) => sub(psum(x, ["rows", "columns"]), x))).tolist()).toEqual([
      [9, 8],
      [7, 6],
    ]);
    expect(both(wrap((x: NDArray) => pmean(x, ["rows", "columns"]))).tolist()).toEqual([
      [2.5, 2.5],
      [2.5, 2.5],
    ]);
    expect(both(wrap((x: NDArray) => sub(pmax(x, ["rows", "columns"]), pmin(x, "rows")))).tolist()).toEqual([
      [3, 2],
      [3, 2],
    ]);
    expect(both(wrap(() => axisIndex(["rows", "columns"]))).tolist()).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(both(wrap((x: NDArray) => mul(x, axisSize(["rows", "columns"])))).tolist()).toEqual([
      [4, 8],
      [12, 16],
    ]);
  }
  const tree = vmap((v: NDArray) => psum({ a: v, b: [1, null] }, "i"), { axisName: "i" })(x);
  expect((tree.a as NDArray).tolist()).toEqual([10, 10, 10, 10]);
  expect(((tree.b as unknown[])[0] as NDArray).tolist()).toEqual([4, 4, 4, 4]);
  expect(vmap((v: NDArray) => pmean([v, v], "i")[1] as NDArray, { axisName: "i" })(x).tolist()).toEqual([
    2.5, 2.5, 2.5, 2.5,
  ]);
});

test("derivatives of each, against differences, jitted and nested", () => {
  const pairs = [
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const;
  const total = (y: NDArray): NDArray => sum(y, { axes: y.shape.map((_, axis) => axis) });
  const bodies: Record<string, (v: NDArray) => NDArray> = {
    psum: (v) => mul(v, psum(mul(v, v), "i")),
    pmean: (v) => mul(v, pmean(mul(v, v), "i")),
    pmax: (v) => mul(v, pmax(mul(v, v), "i")),
    pmin: (v) => mul(v, pmin(mul(v, v), "i")),
    ppermute: (v) => mul(v, ppermute(mul(v, v), "i", pairs)),
    allGather: (v) => mul(v, total(mul(allGather(v, "i"), asArray([1, 2, 3, 4], "float64")))),
    allToAll: (v) =>
      mul(
        v,
        total(
          mul(
            allToAll(allGather(mul(v, v), "i"), "i", { splitAxis: 0, concatAxis: 0 }),
            asArray([1, 2, 3, 4], "float64"),
          ),
        ),
      ),
    axisIndex: (v) => mul(v, convert(axisIndex("i"), { dtype: "float64" })),
  };
  const weights = asArray([0.3, -1, 2, 0.7], "float64");
  for (const [name, body] of Object.entries(bodies)) {
    const loss = (x: NDArray): NDArray => total(mul(vmap(body, { axisName: "i" })(x), weights));
    const at = [0.5, -1.5, 2, 1];
    const numeric = at.map((_, i) => {
      const moved = (h: number): number =>
        loss(
          asArray(
            at.map((v, k) => (k === i ? v + h : v)),
            "float64",
          ),
        ).item();
      return (moved(1e-6) - moved(-1e-6)) / 2e-6;
    });
    for (const g of [grad(loss), jit(grad(loss)), grad(jit(loss))])
      (g(asArray(at, "float64")).tolist() as number[]).forEach((value, i) =>
        expect(value, name).toBeCloseTo(numeric[i] as number, 6),
      );
    const [, tangent] = jvp(loss, [asArray(at, "float64")], [weights]);
    expect(tangent.item(), name).toBeCloseTo(
      numeric.reduce((all, d, i) => all + d * ((weights.tolist() as number[])[i] as number), 0),
      5,
    );
  }
  // Lanes that share the largest value share its derivative.
  const shared = (x: NDArray): NDArray => total(vmap((v: NDArray) => pmax(v, "i"), { axisName: "i" })(x));
  expect(grad(shared)(asArray([1, 3, 3, 2], "float64")).tolist()).toEqual([0, 2, 2, 0]);
});

test("loops, branches and calls talk to other lanes although no operand of theirs differs between lanes", () => {
  const zero = asArray(0, "float64");
  const index = (): NDArray => convert(axisIndex("i"), { dtype: "float64" });
  const loops: Record<string, () => NDArray> = {
    "scan, carry": () => scan((c: NDArray) => [add(c, index()), null], zero, null, { length: 1 })[0],
    "scan, results": () => sum(scan((c: NDArray) => [c, index()], zero, null, { length: 1 })[1], { axes: [0] }),
    cond: () => cond(true, index, () => zero),
    "while, body": () =>
      whileLoop(
        ({ i }: { i: NDArray; c: NDArray }) => lt(i, fullLike(i, 1)),
        ({ i, c }) => ({ i: add(i, 1), c: add(c, index()) }),
        { i: asArray(0, "int32"), c: zero },
      ).c,
    "while, predicate": () =>
      whileLoop(
        (c: NDArray) => lt(c, index()),
        (c: NDArray) => add(c, 1),
        zero,
      ),
    jit: () => jit(index)(),
    checkpoint: () => checkpoint(index)(),
    nested: () => jit(() => scan((c: NDArray) => [cond(true, index, () => c), null], zero, null, { length: 2 })[0])(),
  };
  for (const [name, loop] of Object.entries(loops))
    for (const jitted of [false, true])
      expect([name, over(() => loop(), jitted).tolist()]).toEqual([name, [0, 1, 2, 3]]);
  const shared = over(() => scan((c: NDArray) => [add(c, psum(1, "i")), null], 0, null, { length: 3 })[0]);
  expect(shared.tolist()).toEqual([12, 12, 12, 12]);
});

test("unknown names are refused with those in scope, from the outermost", () => {
  const nested = (f: (x: NDArray) => unknown) => () =>
    vmap(vmap(f as (x: NDArray) => NDArray, { axisName: "inner" }), { axisName: "outer" })(asArray([[1]]));
  for (const f of [
    (v: NDArray) => psum(v, "j"),
    (v: NDArray) => pmean(v, ["inner", "j"]),
    (v: NDArray) => allGather(v, "j"),
    (v: NDArray) => ppermute(v, "j", []),
    () => axisIndex("j"),
    () => axisSize("j"),
  ])
    expect(nested(f)).toThrow(/"j"[\s\S]*"outer", "inner"[\s\S]*fix: /);
});

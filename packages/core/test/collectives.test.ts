/** Operations across the lanes of a named vmap. */
import { cpu } from "@fluxion/backend-cpu";
import {
  allGather,
  allToAll,
  ArgumentError,
  asArray,
  axisIndex,
  div,
  convert,
  grad,
  jit,
  jvp,
  mul,
  pmax,
  pmean,
  pmin,
  ppermute,
  psum,
  setDefaultBackend,
  sub,
  sum,
  vmap,
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

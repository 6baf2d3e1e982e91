/** Hand-written rules for vmap, under every other transform and nested. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  convert,
  customVjp,
  customVmap,
  grad,
  hessian,
  jit,
  jvp,
  linearize,
  MissingRuleError,
  ArgumentError,
  DTypeError,
  mul,
  scan,
  sequentialVmap,
  setDefaultBackend,
  ShapeError,
  sin,
  StructureError,
  vjp,
  vmap,
  checkpoint,
  type NDArray,
  type VmapRule,
} from "@fluxion/core";
import { beforeEach, describe, expect, test } from "vitest";
import { close, f64, failure, flat, total } from "./support.js";

setDefaultBackend(cpu());
const rows = f64([
  [0.3, -0.7, 1.1],
  [0.2, 0.5, -0.4],
]);
const xs = f64([0.3, -0.7]);
const ys = f64([1.5, 0.4]);
const plain = (x: NDArray, y: NDArray): NDArray => mul(sin(x), mul(y, y));

/** What the rule was called with; it gives ten times the right result, so that one sees whose result it is. */
const seen: [number, unknown][] = [];
beforeEach(() => void (seen.length = 0));
const f = customVmap(plain, ((size: number, batched: boolean[], x: NDArray, y: NDArray) => {
  seen.push([size, batched]);
  const g = (x: NDArray, y: NDArray): NDArray => mul(plain(x, y), 10);
  return [vmap(g, { inAxes: batched.map((on) => (on ? 0 : null)) })(x, y), true];
}) as VmapRule);
const ten = (x: NDArray, y: NDArray): NDArray => mul(plain(x, y), 10);
const g = (x: NDArray, y: NDArray): NDArray => f(x, y);

describe("the rule", () => {
  test("is used under vmap only, with what is batched", () => {
    expect(g(f64(1), f64(2)).item()).toBe(plain(f64(1), f64(2)).item());
    close(jit(g)(f64(1), f64(2)), plain(f64(1), f64(2)));
    expect(seen).toEqual([]);
    close(vmap(g)(xs, ys), vmap(ten)(xs, ys));
    close(vmap(g, { inAxes: [null, 0] })(f64(1), ys), vmap(ten, { inAxes: [null, 0] })(f64(1), ys));
    close(jit(vmap(jit(g)))(xs, ys), vmap(ten)(xs, ys));
    expect(seen).toEqual([
      [2, [true, true]],
      [2, [false, true]],
      [2, [true, true]],
    ]);
  });
  test("is used in loops, branches and checkpoints, and by the inner of two maps", () => {
    const looped = (x: NDArray, y: NDArray): NDArray =>
      scan((c: NDArray) => [add(f(c, y), x), null], x, null, { length: 2 })[0];
    const tens = (x: NDArray, y: NDArray): NDArray =>
      scan((c: NDArray) => [add(ten(c, y), x), null], x, null, { length: 2 })[0];
    close(vmap(looped)(xs, ys), vmap(tens)(xs, ys));
    close(vmap(checkpoint(g))(xs, ys), vmap(ten)(xs, ys));
    close(vmap(vmap((x: NDArray) => g(x, f64(2))))(rows), mul(vmap(vmap((x: NDArray) => plain(x, f64(2))))(rows), 10));
  });
  test("is differentiated, whichever of map and derivative comes first", () => {
    for (const [h, k] of [
      [grad(g), grad(ten)],
      [grad(g, { argnums: 1 }), grad(ten, { argnums: 1 })],
      [jit(grad(g)), grad(ten)],
      [(x: NDArray, y: NDArray) => jvp(g, [x, y], [y, x])[1], (x: NDArray, y: NDArray) => jvp(ten, [x, y], [y, x])[1]],
      [
        (x: NDArray, y: NDArray) => linearize(g, [x, y])[1](y, x),
        (x: NDArray, y: NDArray) => jvp(ten, [x, y], [y, x])[1],
      ],
      [hessian(g, { argnums: 1 }), hessian(ten, { argnums: 1 })],
      [grad(grad(g) as typeof g), grad(grad(ten) as typeof g)],
    ] as [typeof g, typeof g][]) {
      close(vmap(h)(xs, ys), vmap(k)(xs, ys));
      close(jit(vmap(h))(xs, ys), vmap(k)(xs, ys));
      close(vmap(h, { inAxes: [0, null] })(xs, f64(2)), vmap(k, { inAxes: [0, null] })(xs, f64(2)));
    }
    const sum = (h: typeof g) => (x: NDArray, y: NDArray) => total(vmap(h)(x, y));
    close(grad(sum(g), { argnums: [0, 1] })(xs, ys), grad(sum(ten), { argnums: [0, 1] })(xs, ys));
    close(hessian(sum(g), { argnums: 1 })(xs, ys), hessian(sum(ten), { argnums: 1 })(xs, ys));
    const shared = (h: typeof g) => (x: NDArray, y: NDArray) => total(vmap(h, { inAxes: [0, null] })(x, y));
    close(grad(shared(g), { argnums: [0, 1] })(xs, f64(2)), grad(shared(ten), { argnums: [0, 1] })(xs, f64(2)));
    close(vjp(g, [f64(1), f64(2)])[1](f64(1)), vjp(plain, [f64(1), f64(2)])[1](f64(1)));
    expect(seen.length).toBeGreaterThan(10);
  });
  test("takes trees, and may say that lanes share a result", () => {
    const h = customVmap((p: { a: NDArray }, k: NDArray[]) => ({ s: mul(p.a, k[0] as NDArray), t: k[0] as NDArray }));
    h.defvmap(((_: number, batched: [{ a: boolean }, boolean[]], p: { a: NDArray }, k: NDArray[]) => {
      expect(batched).toEqual([{ a: true }, [false]]);
      return [
        { s: vmap((a: NDArray) => mul(a, k[0] as NDArray))(p.a), t: k[0] },
        { s: true, t: false },
      ];
    }) as VmapRule);
    const { s, t } = vmap((a: NDArray) => h({ a }, [f64(3)]))(xs);
    close([s, t], [mul(xs, 3), f64([3, 3])]);
  });
  test("goes with a rule for derivatives", () => {
    const both = customVjp(
      (x: NDArray) => f(x, f64(2)),
      ((x: NDArray) => [f(x, f64(2)), x]) as never,
      ((x: NDArray, ct: NDArray) => [mul(ct, x)]) as never,
    );
    close(vmap((x: NDArray) => both(x))(xs), mul(vmap((x: NDArray) => plain(x, f64(2)))(xs), 10));
    close(vmap(grad((x: NDArray) => both(x)))(xs), xs);
  });
});

test("sequentialVmap runs lane after lane", () => {
  let traced = 0;
  const slow = sequentialVmap((x: NDArray, y: NDArray) => {
    traced++;
    expect(x.ndim).toBe(0);
    return plain(x, y);
  });
  const h = (x: NDArray, y: NDArray): NDArray => slow(x, y);
  close(vmap(h)(xs, ys), vmap(plain)(xs, ys));
  close(jit(vmap(h, { inAxes: [0, null] }))(xs, f64(2)), vmap(plain, { inAxes: [0, null] })(xs, f64(2)));
  close(vmap(grad(h))(xs, ys), vmap(grad(plain))(xs, ys));
  close(vmap(vmap((x: NDArray) => h(x, f64(2))))(rows), vmap(vmap((x: NDArray) => plain(x, f64(2))))(rows));
  expect(traced).toBeGreaterThan(0);
});

test("wrong rules are refused with both sides", () => {
  const mapped = (rule: unknown) => () => vmap(customVmap((x: NDArray) => ({ y: x }), rule as VmapRule))(xs);
  failure(MissingRuleError, mapped(undefined), "defvmap");
  failure(
    StructureError,
    mapped((_: number, __: unknown, x: NDArray) => ({ y: x })),
    /\[result, outBatched\], got \{y: \*\}/,
  );
  failure(
    StructureError,
    mapped((_: number, __: unknown, x: NDArray) => [x, true]),
    /gives \*.*\{y: \*\}/,
  );
  failure(
    StructureError,
    mapped((_: number, __: unknown, x: NDArray) => [{ y: x }, [true]]),
    /\{y: \*\}.*\[\*\]/,
  );
  failure(
    ShapeError,
    mapped((_: number, __: unknown, x: NDArray) => [{ y: x }, false]),
    /f64\[2\].*f64\[\]/,
  );
  failure(
    DTypeError,
    mapped((_: number, __: unknown, x: NDArray) => [{ y: convert(x, { dtype: "float32" }) }, true]),
    /f32\[2\].*f64\[2\]/,
  );
  const closing = (w: NDArray) =>
    customVmap((x: NDArray) => mul(x, w), ((_: number, __: unknown, x: NDArray) => [x, true]) as VmapRule);
  failure(ArgumentError, () => vmap((x: NDArray, w: NDArray) => closing(w)(x))(xs, ys), "closes over", "argument");
  expect(flat(vmap((x: NDArray) => closing(f64(2))(x))(xs))).toEqual(flat(xs));
});

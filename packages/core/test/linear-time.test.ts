/** Work that must grow with the size of a problem and no faster, counted in equations and in bytes moved. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  cost,
  grad,
  isLeft,
  jit,
  jvp,
  mul,
  print,
  right,
  savedResiduals,
  scan,
  setDefaultBackend,
  sin,
  trace,
  withDefaultBackend,
  type Backend,
  type NDArray,
} from "@fluxion/core";
import { np } from "fluxion";
import { describe, expect, test } from "vitest";
import { close, f64, total } from "./support.js";

setDefaultBackend(cpu());
type Loss = (x: NDArray) => NDArray;
const slope = (f: Loss): Loss => grad(f) as Loss;
/** The gradient of the sum of the gradient: a Hessian-vector product. */
const second = (f: Loss): Loss => slope((x) => total(grad(f)(x)));

/** A backend that adds up the bytes that its programs move. */
function meter(): { backend: Backend; bytes: () => number } {
  const inner = cpu();
  let bytes = 0;
  const backend: Backend = {
    ...inner,
    compile(program) {
      const compiled = inner.compile(program);
      if (isLeft(compiled)) return compiled;
      const each = cost(program).bytes;
      const { right: executable } = compiled;
      return right({
        ...executable,
        run(buffers: readonly unknown[], donated?: readonly number[]) {
          bytes += each;
          return executable.run(buffers, donated);
        },
      });
    },
  };
  return { backend, bytes: () => bytes };
}

/** Bytes moved by f at x when nothing is jitted. */
function eagerBytes(f: Loss, data: readonly number[]): number {
  const { backend, bytes } = meter();
  withDefaultBackend(backend, () => f(asArray(data)));
  return bytes();
}
const jittedBytes = (f: Loss, data: readonly number[]): number => cost(trace(f)(asArray(data))).bytes;
const equations = (f: Loss, data: readonly number[]): number => cost(trace(f)(asArray(data))).equations;

const problems: Record<string, (n: number) => { f: Loss; x: number[] }> = {
  "indexing in a host loop": (n) => ({
    x: new Array<number>(n).fill(0.5),
    f: (x) => {
      let result = asArray(0);
      for (let i = 0; i < n; i++) {
        const v = np.getitem(x, i);
        result = add(result, mul(v, sin(v)));
      }
      return result;
    },
  }),
  "a list built in a host loop": (n) => ({
    x: [0.5],
    f: (x) => {
      const values: NDArray[] = [];
      let v = total(x);
      for (let i = 0; i < n; i++) {
        v = mul(sin(v), 1.1);
        values.push(v);
      }
      const all = np.stack(values);
      return total(mul(all, all));
    },
  }),
  "captured constants": (n) => {
    const constants = Array.from({ length: n }, (_, i) => asArray([i / n, 1]));
    return { x: [0.5, 0.25], f: (x) => total(constants.reduce<NDArray>((s, c) => add(sin(s), mul(x, c)), x)) };
  },
};

describe.each(Object.entries(problems))("%s", (name, make) => {
  const [small, large] = [make(50), make(200)];
  test.each([
    ["value", (f: Loss) => f],
    ["gradient", slope],
    ["second derivative", second],
    [
      "forward over reverse",
      (f: Loss): Loss =>
        (x) =>
          jvp(slope(f), [x], [x])[1],
    ],
  ] as const)("%s", (_, transform) => {
    for (const count of name === "captured constants" ? [jittedBytes, equations] : [eagerBytes, jittedBytes, equations])
      expect(count(transform(large.f), large.x) / count(transform(small.f), small.x)).toBeLessThan(4.4);
  });
});

test("10⁴ captured constants and 10⁴ equations compile", () => {
  const { f, x } = (problems["captured constants"] as (n: number) => { f: Loss; x: number[] })(10_000);
  expect(jit(slope(f))(asArray(x)).shape).toEqual([2]);
}, 120_000);

describe("a scan", () => {
  const loss =
    (n: number): Loss =>
    (x) =>
      mul(scan((c: NDArray) => [mul(sin(c), 1.0001), null], x, null, { length: n })[0], x);
  test("programs do not grow with the number of steps, work and what is kept grow with it", () => {
    for (const transform of [slope, second]) {
      const [small, large] = [1000, 100_000].map((n) => trace(transform(loss(n)))(f64(0.1)));
      if (small === undefined || large === undefined) throw new Error("two programs");
      expect(print(large).length - print(small).length).toBeLessThan(100);
      expect(cost(large).flops / cost(small).flops).toBeLessThan(101);
      expect(cost(large).bytes / cost(small).bytes).toBeLessThan(101);
    }
    const kept = (n: number): number =>
      savedResiduals(loss(n))(f64(0.1)).reduce((bytes, residual) => bytes + residual.bytes, 0);
    expect(kept(100_000) / kept(1000)).toBeLessThanOrEqual(100);
  });
  test("10⁵ steps, their gradient, and the gradient of that", () => {
    const f = (x: NDArray): NDArray => {
      const c = scan((c: NDArray) => [mul(c, 0.99999), null], x, null, { length: 100_000 })[0];
      return mul(c, mul(c, c));
    };
    const factor = 0.99999 ** 300_000;
    close([slope(f)(f64(2)), jit(slope(f))(f64(2))], [f64(12 * factor), f64(12 * factor)], 1e-8);
    close(jit(second(f))(f64(2)), f64(12 * factor), 1e-8);
  }, 60_000);
});

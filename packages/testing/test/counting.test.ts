/** Counters count what runs, and the null backend records what is asked. */
import { cpu } from "@fluxion/backend-cpu";
import { grad, jit, mul, sin, sum, tanh, vjp, withDefaultBackend, type DeviceArray, type NDArray } from "@fluxion/core";
import { expect, test } from "vitest";
import { counted, nullBackend, tensor } from "../src/index.js";
import { put } from "../src/run.js";

const values = tensor("float64", [4], [1, 2, 3, 4]);

test("the adjoint runs as often as it is asked, the primal once", () => {
  const { backend, counts, reset } = counted(cpu());
  const x = put(backend, values);
  const [y, pull] = vjp((z: NDArray) => tanh(sin(z)), [x]);
  expect(counts().equations.get("sin")).toBe(1);
  expect(counts().equations.get("tanh")).toBe(1);
  reset();
  pull(y);
  const once = counts();
  pull(y);
  expect(counts().total).toBe(2 * once.total);
  expect(once.equations.get("sin")).toBeUndefined();
  expect(once.equations.get("tanh")).toBeUndefined();
});

test("a gradient costs a few programs, however many inputs", () => {
  const ratio = (n: number): number => {
    const { backend, counts, reset } = counted(cpu());
    const x = put(
      backend,
      tensor("float64", [n], (i) => i / n),
    );
    const f = (z: NDArray): NDArray => sum(mul(sin(z), z), { axes: [0] });
    jit(f)(x);
    const primal = counts().flops;
    reset();
    jit(grad(f))(x);
    return counts().flops / primal;
  };
  expect(ratio(10)).toBeLessThanOrEqual(5);
  expect(Math.abs(ratio(10) - ratio(1000))).toBeLessThan(0.5);
});

test("the null backend records compilations, runs, reads, uploads, donations, and computes nothing", () => {
  const { backend, records } = nullBackend();
  const f = jit((x: NDArray) => mul(x, x), { donate: 0 });
  const results = withDefaultBackend(backend, () => [f(put(backend, values)), f(put(backend, values))]);
  expect((results[0] as NDArray).tolist()).toEqual([0, 0, 0, 0]);
  (results[1] as DeviceArray).dispose();
  expect(records).toMatchObject({ uploads: 2, runs: 2, reads: 1, frees: 1, donations: [[0], [0]] });
  expect(records.compiled).toEqual(["(a: f64[4]) =>\n  b: f64[4] = mul a a\n  (b)"]);
});

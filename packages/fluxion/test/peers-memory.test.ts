/** Memory that the nearest peer does not give back: heaps measured after a garbage collection, in processes of their own. */
import { expect, test } from "vitest";
import { inChild } from "./support.js";

/**
 * Bytes kept per call, on the JavaScript heap and in typed arrays. The calls are measured in four parts, and the least growth counts: a
 * leak is in every part, while caches and compiled code fill up in some.
 */
const keptPerCall = (setup: string, call: string, calls: number): { heap: number; arrays: number } =>
  inChild(
    `
    const used = async () => {
      for (let i = 0; i < 5; i++) { globalThis.gc(); await new Promise((done) => setTimeout(done, 10)); }
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return [heapUsed, arrayBuffers];
    };
    const n = ${calls} / 4;
    ${setup}
    for (let i = 0; i < Math.min(300, 4 * n); i++) { ${call} }
    let before = await used(), kept = [Infinity, Infinity];
    for (let part = 0; part < 4; part++) {
      for (let i = 0; i < n; i++) { ${call} }
      const after = await used();
      kept = kept.map((least, k) => Math.min(least, (after[k] - before[k]) / n));
      before = after;
    }
    console.log(JSON.stringify({ heap: kept[0], arrays: kept[1] }));
    `,
    ["--expose-gc"],
  ) as { heap: number; arrays: number };

test("10⁵ eager gradients leave a flat heap", () => {
  const { heap, arrays } = keptPerCall(
    "const x = np.array([0.1, 0.2, 0.3]); const loss = (v) => np.sum(np.sin(v).mul(v)); let g;",
    "g = fx.grad(loss)(x);",
    100_000,
  );
  expect(heap).toBeLessThan(20);
  expect(arrays).toBeLessThan(4);
});

test("16,000 steps that nobody reads keep one array, and take one run each", () => {
  const { heap, arrays } = keptPerCall(
    "const step = fx.jit((x) => x.mul(0.999).add(0.001)); let x = np.ones([1000]);",
    "x = step(x);",
    16_000,
  );
  expect(heap).toBeLessThan(100);
  expect(arrays).toBeLessThan(40);
});

test("functions that are made, jitted, differentiated and dropped leave nothing", () => {
  const { heap } = keptPerCall(
    "const x = np.array([0.1, 0.2]);",
    "const f = (v) => np.sum(np.sin(v).mul(2)); fx.grad(f)(x); fx.jit(fx.grad(f))(x); fx.grad(fx.jit(f))(x); fx.vmap(fx.jit((v) => v.mul(3)))(x);",
    1200,
  );
  expect(heap).toBeLessThan(300);
});

test("errors thrown by user functions leave nothing", () => {
  const { heap } = keptPerCall(
    "const x = np.array([0.1, 0.2]); const bad = (v) => { np.sin(v); throw new Error('mine'); };",
    "for (const t of [fx.grad, fx.jit, fx.vmap, (f) => fx.jit(fx.grad(f))]) try { t(bad)(x); } catch {}",
    8000,
  );
  expect(heap).toBeLessThan(50);
});

test("jitted functions of many shapes, once dropped, give back their scratch memory", () => {
  const { arrays } = keptPerCall(
    "let size = 1e5;",
    "fx.jit((v) => np.sum(np.sort(np.sin(v)).mul(np.cumsum(v))))(np.ones([size++]));",
    32,
  );
  expect(arrays).toBeLessThan(100_000);
});

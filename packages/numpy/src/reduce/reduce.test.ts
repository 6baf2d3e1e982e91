/** Corners of reductions: nothing, NaN, infinities, small types, accuracy. */
import { cpu } from "@fluxion/backend-cpu";
import { grad, jit, type NDArray, setDefaultBackend, ShapeError } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

setDefaultBackend(cpu());

const f64 = (x: readonly unknown[]): NDArray => np.array(x as number[], { dtype: "float64" });
const values = (x: NDArray): number[] => Array.from(x.dataSync());
const slopes = (f: (x: NDArray) => NDArray, x: NDArray): number[] => values(grad(f)(x) as NDArray);

describe("types", () => {
  test("booleans are counted, small integers added up in 32 bits, means are floats", () => {
    expect([np.sum([true, true, true]).dtype, np.sum([true, true, true]).item()]).toEqual(["int32", 3]);
    expect([np.sum(new Int8Array([100, 100])).dtype, np.sum(new Int8Array([100, 100])).item()]).toEqual(["int32", 200]);
    expect([np.sum(new Uint8Array([200, 200])).dtype, np.sum(new Uint8Array([200, 200])).item()]).toEqual([
      "uint32",
      400,
    ]);
    expect([np.mean(new Int32Array([1, 2])).dtype, np.mean(new Int32Array([1, 2])).item()]).toEqual(["float32", 1.5]);
    expect(np.cumsum(new Uint8Array([200, 200])).tolist()).toEqual([200, 400]);
  });
});

describe("nothing", () => {
  test("sums, products and questions have an answer", () => {
    expect(
      [np.sum([]), np.prod([]), np.all(np.zeros(0)), np.any(np.zeros(0)), np.mean([]), np.logsumexp([])].map((x) =>
        x.item(),
      ),
    ).toEqual([0, 1, 1, 0, NaN, -Infinity]);
  });
  test("extremes and quantiles have none", () => {
    for (const f of [np.max, np.min, np.argmax, np.median, np.ptp]) expect(() => f(np.zeros([0]))).toThrow(ShapeError);
    expect(np.max(np.zeros([2, 0]), { axis: 0 }).shape).toEqual([0]);
    expect(np.max(np.zeros([0]), { initial: -1.5 }).item()).toBe(-1.5);
  });
});

describe("NaN", () => {
  test("wins in extremes, and is found by argmax", () => {
    expect([np.max([1, NaN, 3]).item(), np.argmax([1, NaN, 3]).item(), np.argmin([NaN, 0]).item()]).toEqual([
      NaN,
      1,
      0,
    ]);
  });
  test("is left out where asked for", () => {
    expect(
      [
        np.nanargmax([NaN, -Infinity]),
        np.nanargmin([NaN, NaN]),
        np.nanmean([NaN, 2, 4]),
        np.nanmax([NaN]),
        np.nanmedian([NaN, 1, 2]),
      ].map((x) => x.item()),
    ).toEqual([1, -1, 3, NaN, 1.5]);
    expect(slopes((x) => np.square(np.nansum(x)), f64([NaN, 3]))).toEqual([0, 6]);
  });
  test("spoils a quantile of its row only", () => {
    expect(
      np
        .median(
          [
            [1, NaN, 2],
            [3, 1, 2],
          ],
          { axis: 1 },
        )
        .tolist(),
    ).toEqual([NaN, 2]);
  });
});

describe("accuracy", () => {
  test("sums of many float32, variances far from zero", () => {
    const tenths = np.full([1e7], 0.1);
    expect(np.sum(tenths).item()).toBeCloseTo(1e6, 0);
    const x = np.array(Float32Array.from({ length: 1e6 }, (_, i) => 1000 + ((i * 7919) % 1000) / 1000));
    expect(np.var(x).item()).toBeCloseTo(0.0833333, 4);
    expect(jit((y: NDArray) => np.var(y))(x).item()).toBe(np.var(x).item());
  });
  test("quantiles of numbers known in advance fall between the right elements", () => {
    const n = 2 ** 24 + 10;
    const x = np.arange(n, { dtype: "float64" });
    expect(np.quantile(x, 0.5).item()).toBe((n - 1) / 2);
    expect(() => np.quantile(x, 1.5)).toThrow(/1.5/);
  });
});

describe("derivatives", () => {
  test("of products with zeros, ties, log-sums of −∞", () => {
    expect(slopes((x) => np.prod(x), f64([2, 0, 3]))).toEqual([0, 6, 0]);
    expect(slopes((x) => np.prod(x), f64([0, 0, 3]))).toEqual([0, 0, 0]);
    expect(slopes((x) => np.max(x), f64([1, 4, 4]))).toEqual([0, 0.5, 0.5]);
    expect(slopes((x) => np.logsumexp(x), f64([-Infinity, 0, -Infinity]))).toEqual([0, 1, 0]);
    expect(np.logsumexp([-Infinity, -Infinity]).item()).toBe(-Infinity);
    expect(np.logsumexp([1000, 1000]).item()).toBeCloseTo(1000 + Math.LN2, 3);
    const [size, sign] = np.logsumexp(f64([1, 2]), { b: [1, -1], returnSign: true });
    expect([size.item(), sign.item()]).toEqual([Math.log(Math.E ** 2 - Math.E), -1].map((x) => expect.closeTo(x, 12)));
  });
  test("where there is no mask, an initial value is asked for", () => {
    expect(() => np.max([1, 2], { where: [true, false] })).toThrow(/initial/);
    expect(np.max([1, 2], { where: [true, false], initial: -9 }).item()).toBe(1);
  });
});

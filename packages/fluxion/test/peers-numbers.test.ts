/** Wrong answers of the nearest peer, one test each, that concern sums and functions of numbers. The right value is in the test. */
import { grad, jit, lax, np, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { close, f32, f64, i32 } from "./support.js";

const values = (x: NDArray): number[] => Array.from(x.dataSync());

/** Distance in units of the last place of float32 (`bits` = 24) or float64 (53). */
function ulps(actual: number, exact: number, bits: 24 | 53): number {
  if (Object.is(actual, exact) || actual === exact) return 0;
  if (bits === 53) {
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(exact))) - 52);
    return Math.abs(actual - exact) / unit;
  }
  return Math.abs(actual - exact) / 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(exact)))) - 23);
}

describe("sums", () => {
  test("10⁷ times 0.1 is a million, along any layout, and 2·10⁷ ones are as many", () => {
    const tenths = np.full([1e7], 0.1);
    expect(Math.abs(np.sum(tenths).item() - 1e6)).toBeLessThanOrEqual(1);
    expect(Math.abs(np.mean(tenths).item() - 0.1)).toBeLessThanOrEqual(1e-7);
    for (const shape of [
      [1e7, 1],
      [5e6, 2],
      [1000, 1e4],
      [5, 2e6],
    ]) {
      const table = np.reshape(tenths, shape);
      const columns = np.sum(table, { axis: 0 });
      expect(np.max(np.abs(columns.div((shape[0] as number) / 10).sub(1))).item()).toBeLessThanOrEqual(1e-6);
      close(jit((x: NDArray) => np.sum(np.sum(x, { axis: 1 })))(table), 1e6, 1e-6);
    }
    expect(np.sum(np.ones([2e7])).item()).toBe(2e7);
    expect(np.sum(np.reshape(np.ones([2e7]), [2e7, 1]), { axis: 0 }).tolist()).toEqual([2e7]);
    expect(grad((x: NDArray) => np.sum(np.broadcastTo(x, [2e7])))(1).item()).toBe(2e7);
  });
  test("running sums and products of vectors keep their accuracy", () => {
    expect(
      np
        .cumsum(np.full([1e6], 0.1))
        .get(-1)
        .item() / 1e5,
    ).toBeCloseTo(1, 5);
    expect(np.dot(np.full([1e6], 0.1), np.ones([1e6])).item() / 1e5).toBeCloseTo(1, 5);
    expect(np.matmul(np.full([1, 1e6], 0.1), np.ones([1e6, 1])).item() / 1e5).toBeCloseTo(1, 5);
  });
  test("the variance of 10⁶ values near 1000", () => {
    const x = Float32Array.from({ length: 1e6 }, (_, i) => 1000 + ((i * 0.6180339887498949) % 1));
    const mean = x.reduce((a, b) => a + b, 0) / 1e6;
    const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / 1e6;
    expect(variance).toBeCloseTo(1 / 12, 4);
    expect(Math.abs(np.var(x).item() / variance - 1)).toBeLessThanOrEqual(1e-4);
    expect(Math.abs(jit((y: NDArray) => np.var(y))(x).item() / variance - 1)).toBeLessThanOrEqual(1e-4);
    expect(Math.abs(np.std(x).item() / Math.sqrt(variance) - 1)).toBeLessThanOrEqual(1e-4);
  });
});

describe("functions of numbers", () => {
  test("log near 1", () => {
    const near = Float32Array.from({ length: 2000 }, (_, i) => 1 + (i - 1000) * 2 ** -23);
    const log = values(np.log(near));
    near.forEach((x, i) => expect(ulps(log[i] as number, Math.log1p(x - 1), 24)).toBeLessThanOrEqual(2));
    const near64 = Float64Array.from({ length: 2000 }, (_, i) => 1 + (i - 1000) * 2 ** -40);
    const log64 = values(np.log(near64));
    near64.forEach((x, i) => expect(ulps(log64[i] as number, Math.log1p(x - 1), 53)).toBeLessThanOrEqual(2));
  });
  test("whole powers of whole numbers are exact", () => {
    expect(np.power(3, 5).item()).toBe(243);
    for (let b = 0; b <= 12; b++)
      for (let e = 0; e <= 24 && b ** e < 2 ** 24; e++) {
        expect(np.power(f32(b), f32(e)).item()).toBe(b ** e);
        expect(np.power(i32(b), i32(e)).item()).toBe(b ** e);
        expect(np.power(f64(b), e).item()).toBe(b ** e);
      }
    expect(
      [
        np.power(0, 0),
        np.power(i32(0), 0),
        np.power(i32(0), i32(0)),
        np.power(f64(0), f64(0)),
        np.floatPower(0, 0),
        np.power(NaN, 0),
      ].map((x) => x.item()),
    ).toEqual([1, 1, 1, 1, 1, 1]);
  });
  test("trigonometric functions of large numbers", () => {
    const large = [1e3, 1e6, 1e15, 3.4e38, -1e6];
    const rounded = Array.from(Float32Array.from(large));
    for (const f of ["sin", "cos", "tan"] as const) {
      values(np[f](f32(large))).forEach((y, i) =>
        expect(ulps(y, Math[f](rounded[i] as number), 24)).toBeLessThanOrEqual(2),
      );
      values(np[f](f64(large))).forEach((y, i) =>
        expect(ulps(y, Math[f](large[i] as number), 53)).toBeLessThanOrEqual(2),
      );
    }
    expect(np.sin(1e6).item()).toBeCloseTo(-0.3499935, 7);
  });
  test("erf near 0, arcsinh far left, and both ends of what may overflow", () => {
    expect(ulps(lax.erf(f32(1e-7)).item(), 1.1283791670955126e-7 * (Math.fround(1e-7) / 1e-7), 24)).toBeLessThanOrEqual(
      2,
    );
    expect(ulps(lax.erf(f64(1e-300)).item(), 1.1283791670955126e-300, 53)).toBeLessThanOrEqual(4);
    expect(np.arcsinh(-1e4).item()).toBeCloseTo(-9.903487555036127, 6);
    close(np.arcsinh(f64([-1e4, -1e-9, 1e300])), [-9.903487555036127, -1e-9, 691.4686750787736], 1e-15);
    close(np.arcsinh(f32([-3e38, 3e38])), [-Math.asinh(3e38), Math.asinh(3e38)], 1e-6);
    close(np.hypot(f32([3e38, 3e-39]), f32([0, 4e-39])), [3e38, 5e-39], 1e-6);
    close(np.logaddexp(100, 0), 100);
    close(np.logaddexp(f32([1e4, -1e4, -100]), 0), [1e4, 0, 3.783505853677006e-44], 1e-30 + 1e-6);
    expect(np.logaddexp(-Infinity, -Infinity).item()).toBe(-Infinity);
    expect(np.logsumexp([-Infinity, -Infinity]).item()).toBe(-Infinity);
    expect(np.logsumexp([1000, 1000]).item()).toBeCloseTo(1000 + Math.LN2, 3);
  });
  test("functions of float64 have the accuracy of float64", () => {
    const points = [1e-10, 0.1, 0.5, 0.9, 1, 1.5, 2, 10, 100.25];
    const functions = [
      "sin",
      "cos",
      "tan",
      "exp",
      "log",
      "log2",
      "log10",
      "log1p",
      "expm1",
      "sinh",
      "cosh",
      "tanh",
      "arcsin",
      "arccos",
      "arctan",
      "arcsinh",
      "arctanh",
      "sqrt",
      "cbrt",
    ] as const;
    for (const name of functions) {
      const exact = Math[name.replace("arc", "a") as "sin"];
      const result = values(np[name](f64(points)));
      points.forEach((x, i) => {
        const y = exact(x);
        if (Number.isNaN(y)) expect(result[i]).toBeNaN();
        else
          expect([name, x, ulps(result[i] as number, y, 53)]).toEqual([
            name,
            x,
            expect.toSatisfy((u: number) => u <= 3),
          ]);
      });
    }
    expect(np.add(f64(0.1), f64(0.2)).item()).toBe(0.1 + 0.2);
    expect(np.multiply(f64(0.1), 3).item()).toBe(0.1 * 3);
    expect(np.sum(f64([1, 1e-15])).item()).toBe(1 + 1e-15);
    expect(np.matmul(f64([[1, 1e-15]]), f64([[1], [1]])).item()).toBe(1 + 1e-15);
    expect(grad((x: NDArray) => np.power(x, 3))(f64(0.1)).item()).toBeCloseTo(0.03, 16);
  });
  test("division is exact where it can be: n/n, floor, remainder", () => {
    const n = Array.from({ length: 2000 }, (_, i) => i + 1);
    for (const make of [f32, f64, i32]) {
      expect(values(np.divide(make(n), make(n))).every((q) => q === 1)).toBe(true);
      expect(values(np.floorDivide(make(n), make(n))).every((q) => q === 1)).toBe(true);
      expect(values(np.mod(make(n), make(n))).every((r) => r === 0)).toBe(true);
      expect(
        values(jit((x: NDArray, y: NDArray) => np.floorDivide(x, y))(make(n), make(n))).every((q) => q === 1),
      ).toBe(true);
    }
    expect(np.floorDivide(41, 41).item()).toBe(1);
    expect(values(np.floorDivide(f32([-7, 7, -7, 7]), f32([2, 2, -2, -2])))).toEqual([-4, 3, 3, -4]);
    expect(values(np.floorDivide(i32([-7, 7, -7, 7]), i32([2, 2, -2, -2])))).toEqual([-4, 3, 3, -4]);
    expect(values(np.mod(i32([-7, 7, -7, 7]), i32([2, 2, -2, -2])))).toEqual([1, 1, -1, -1]);
  });
});

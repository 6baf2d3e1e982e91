/** Corners of element-wise functions: special values, integers, kinks of derivatives. */
import { cpu } from "@fluxion/backend-cpu";
import { grad, type NDArray, setDefaultBackend, type DType } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

setDefaultBackend(cpu());

const i32 = (x: number[]): NDArray => np.array(x, { dtype: "int32" });
const f64 = (x: number[]): NDArray => np.array(x, { dtype: "float64" });
const values = (x: NDArray): number[] => Array.from(x.dataSync());
const slopes = (f: (x: NDArray) => NDArray, x: number[]): number[] =>
  values(grad((y: NDArray) => np.sum(f(y)))(f64(x)) as NDArray);

describe("integers", () => {
  test("quotients and remainders go down, and divide by zero without a trap", () => {
    expect(
      values(np.floorDivide(i32([7, -7, 7, -7, 1, -1, 0, -2147483648]), i32([2, 2, -2, -2, 0, 0, 0, -1]))),
    ).toEqual([3, -4, -4, 3, -2, -2, -1, -2147483648]);
    expect(values(np.mod(i32([7, -7, 7, -7, 5]), i32([3, 3, -3, -3, 0])))).toEqual([1, 2, -2, -1, 0]);
    expect(values(np.fmod(i32([7, -7, 7, -7, 5]), i32([3, 3, -3, -3, 0])))).toEqual([1, -1, 1, -1, 0]);
  });
  test("powers wrap, and are exact", () => {
    expect(values(np.power(i32([3, 2, -2, 0, 7]), i32([5, 31, 31, 0, 11])))).toEqual([
      243, -2147483648, -2147483648, 1, 1977326743,
    ]);
    expect(values(np.power(i32([2, 1, -1]), i32([-1, -1, -1])))).toEqual([0, 1, -1]);
    expect(() => np.power(i32([2]), -1)).toThrow(/negative power/);
    expect(values(np.power(f64([3, 10, 7]), f64([5, 15, 18])))).toEqual([243, 1e15, 1628413597910449]);
  });
  test("shifts, bits, common divisors", () => {
    expect(values(np.rightShift(i32([-8, 8, -1]), i32([1, 1, 40])))).toEqual([-4, 4, -1]);
    expect(values(np.leftShift(i32([1, 1]), i32([31, 32])))).toEqual([-2147483648, 0]);
    expect(values(np.gcd(i32([-2147483648, 0, 1836311903]), i32([6, 0, 1134903170])))).toEqual([2, 0, 1]);
    expect(values(np.lcm(i32([0, -4]), i32([5, 6])))).toEqual([0, 12]);
    expect(() => np.bitwiseAnd([1.5], 1)).toThrow(/no bits/);
  });
});

describe("floats", () => {
  test("n / n is 1, and ⌊n / n⌋ too", () => {
    const n = np.arange(1, 2001, { dtype: "float32" });
    expect(values(np.divide(n, n)).every((x) => x === 1)).toBe(true);
    expect(values(np.floorDivide(n, n)).every((x) => x === 1)).toBe(true);
  });
  test.each<DType>(["float32", "float64"])("floor division agrees with mod (%s)", (dtype) => {
    const [x, y] = [
      np.array([5.3, -5.3, 0.3, 1e10, -0.1, 6], { dtype }),
      np.array([0.1, 0.1, 0.1, 0.3, 3, -3], { dtype }),
    ];
    const [q, r] = np.divmod(x, y);
    values(np.add(np.multiply(q, y), r)).forEach((z, i) =>
      expect(z).toBeCloseTo(values(x)[i] as number, dtype === "float32" ? -4 : 4),
    );
    values(r).forEach((z, i) =>
      expect(Math.abs(z) < Math.abs(values(y)[i] as number) && z * (values(y)[i] as number) >= 0).toBe(true),
    );
  });
  test("lengths neither overflow nor vanish", () => {
    expect(values(np.hypot(f64([3e300, 3e-320, Infinity, 0]), f64([4e300, 4e-320, NaN, -0])))).toEqual([
      5e300,
      5e-320,
      Infinity,
      0,
    ]);
    expect(values(np.hypot([3e30, 3e-40], [4e30, 4e-40])).map((x) => x.toExponential(3))).toEqual([
      "5.000e+30",
      "5.000e-40",
    ]);
  });
  test("parts of floats, subnormal ones too", () => {
    const x = f64([8, -3, 5e-324, 1.7976931348623157e308, 0, Infinity]);
    const [mantissa, exponent] = np.frexp(x);
    expect(values(exponent)).toEqual([4, 2, -1073, 1024, 0, 0]);
    expect(values(np.ldexp(mantissa, exponent))).toEqual(values(x));
  });
  test("logarithms of sums", () => {
    expect(values(np.logaddexp(f64([-Infinity, Infinity, 1000]), f64([-Infinity, Infinity, 1000])))).toEqual([
      -Infinity,
      Infinity,
      1000 + Math.LN2,
    ]);
  });
  test("rounding to decimals, halves to even", () => {
    expect(values(np.round(f64([0.5, 1.5, 2.5, -0.5])))).toEqual([0, 2, 2, -0]);
    expect(values(np.round(i32([15, 25, -15, 14, -26]), { decimals: -1 }))).toEqual([20, 20, -20, 10, -30]);
  });
});

describe("derivatives at kinks", () => {
  test("are finite where the function is smooth", () => {
    expect(slopes((x) => np.power(x, 2), [0, 3])).toEqual([0, 6]);
    expect(slopes((x) => np.sinc(x), [0])[0]).toBeCloseTo(0, 15);
    expect(
      slopes((x) => np.where(np.greater(x, 0), np.sqrt(x), 0), [4]).concat(
        slopes((x) => np.where(np.equal(x, 0), 0, np.sqrt(np.where(np.equal(x, 0), 1, x))), [0]),
      ),
    ).toEqual([0.25, 0]);
    expect(slopes((x) => np.logaddexp(x, -Infinity), [2])).toEqual([1]);
    expect(slopes((x) => np.nanToNum(x), [NaN, Infinity, 2])).toEqual([0, 0, 1]);
    expect(slopes((x) => np.mod(x, 3), [4, -4, 3])).toEqual([1, 1, 1]);
  });
  test("follow JAX where there is a choice", () => {
    expect(slopes((x) => np.maximum(x, 2), [1, 2, 3])).toEqual([0, 0.5, 1]);
    expect(slopes((x) => np.clip(x, -1, 1), [-1, 0, 1, 2])).toEqual([0.5, 1, 0.5, 0]);
    expect(slopes((x) => np.abs(x), [0, -0, -1])).toEqual([1, 1, -1]);
    expect(slopes((x) => np.hypot(x, 0), [0, 3])).toEqual([0.5, 1]);
  });
  test("second derivatives of sinc at 0 and i0", () => {
    const second = (f: (x: NDArray) => NDArray, at: number): number =>
      (
        grad((x: NDArray) => grad((y: NDArray) => f(y))(x) as NDArray)(np.array(at, { dtype: "float64" })) as NDArray
      ).item();
    expect(second(np.sinc, 0)).toBeCloseTo(-(Math.PI ** 2) / 3, 12);
    expect(second(np.sinc, 1e-5)).toBeCloseTo(-(Math.PI ** 2) / 3, 7);
    expect(second(np.i0, 0)).toBeCloseTo(0.5, 12);
  });
});

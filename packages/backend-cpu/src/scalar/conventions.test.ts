import * as core from "@fluxion/core";
import type { DType, Primitive } from "@fluxion/core";
import { describe, expect, it } from "vitest";
import { tangentOf, valueOf } from "../../test/scalar/element-program.js";

const primitives = core as unknown as Record<string, Primitive>;
const fn = (name: string, dtypes: readonly DType[], params: object = {}): ((...xs: number[]) => number) => {
  const f = valueOf(primitives[name] as Primitive, dtypes, params);
  return (...xs) => f(...xs)[0] as number;
};
const apply = (name: string, dtype: DType, xs: readonly number[], params: object = {}): number =>
  fn(
    name,
    xs.map(() => dtype),
    params,
  )(...xs);
const slope = (name: string, xs: readonly number[], i = 0, params: object = {}): number =>
  tangentOf(
    primitives[name] as Primitive,
    xs.map(() => "float64" as const),
    params,
    xs.map((_, k) => k === i),
  )(...xs, ...xs.map((_, k) => Number(k === i)))[0] as number;
const INT_MIN = -2147483648;

describe("integers", () => {
  it("divide", () => {
    expect([
      apply("div", "int32", [7, 0]),
      apply("div", "int32", [INT_MIN, -1]),
      apply("div", "int32", [-7, 2]),
    ]).toEqual([-1, INT_MIN, -3]);
    expect([apply("div", "int8", [-128, -1]), apply("div", "uint8", [7, 0]), apply("div", "uint32", [7, 0])]).toEqual([
      -128, 255, 4294967295,
    ]);
    expect(apply("div", "uint32", [4294967295, 2])).toBe(2147483647);
  });
  it("have remainders with the sign of the dividend", () => {
    expect([
      apply("rem", "int32", [7, 0]),
      apply("rem", "int32", [INT_MIN, -1]),
      apply("rem", "int32", [-7, 2]),
      apply("rem", "int32", [-4, 2]),
    ]).toEqual([7, 0, -1, 0]);
  });
  it("wrap", () => {
    expect(apply("mul", "int32", [2147483647, 2147483647])).toBe(1);
    expect(apply("mul", "uint32", [4294967295, 4294967295])).toBe(1);
    expect([
      apply("add", "int8", [127, 1]),
      apply("sub", "uint8", [0, 1]),
      apply("neg", "uint8", [1]),
      apply("abs", "int32", [INT_MIN]),
    ]).toEqual([-128, 255, 255, INT_MIN]);
    expect([
      apply("integerPow", "int32", [3], { exponent: 5 }),
      apply("integerPow", "int32", [5], { exponent: 31 }),
    ]).toEqual([243, -2128439731]);
  });
  it("shift", () => {
    expect([
      apply("shiftLeft", "int32", [1, 32]),
      apply("shiftLeft", "int32", [1, -1]),
      apply("shiftLeft", "int8", [1, 7]),
    ]).toEqual([0, 0, -128]);
    expect([
      apply("shiftRightArithmetic", "int32", [-8, 1]),
      apply("shiftRightArithmetic", "int32", [-8, 40]),
      apply("shiftRightArithmetic", "int32", [8, 40]),
    ]).toEqual([-4, -1, 0]);
    expect([
      apply("shiftRightLogical", "int32", [-8, 1]),
      apply("shiftRightLogical", "int8", [-8, 1]),
      apply("shiftRightLogical", "uint8", [255, 8]),
    ]).toEqual([2147483644, 124, 0]);
    expect([
      apply("clz", "int8", [1]),
      apply("clz", "uint32", [0]),
      apply("populationCount", "int8", [-1]),
      apply("not", "uint8", [1]),
      apply("not", "bool", [1]),
    ]).toEqual([7, 32, 8, 254, 0]);
  });
});

describe("floats", () => {
  it("round half to even and keep −0", () => {
    expect(
      [0.5, 1.5, 2.5, -0.5, -1.5, 0.49999999999999994, 4503599627370495.5].map((x) => apply("round", "float64", [x])),
    ).toEqual([0, 2, 2, -0, -2, 0, 4503599627370496]);
    expect(apply("sign", "float32", [-0])).toBe(-0);
    expect(apply("max", "float32", [-0, 0])).toBe(0);
    expect(apply("min", "float32", [0, -0])).toBe(-0);
  });
  it("propagate NaN", () => {
    for (const name of ["max", "min"])
      for (const xs of [
        [NaN, 1],
        [1, NaN],
      ])
        expect(apply(name, "float32", xs)).toBeNaN();
    for (const name of ["lt", "le", "gt", "ge", "eq"]) expect(apply(name, "float64", [NaN, NaN])).toBe(0);
    expect(apply("ne", "float64", [NaN, NaN])).toBe(1);
    expect(apply("clamp", "float32", [0, NaN, 1])).toBeNaN();
  });
  it("have powers as IEEE 754 wants them", () => {
    const powers = [
      [0, 0],
      [NaN, 0],
      [1, NaN],
      [-1, Infinity],
      [-1, -Infinity],
      [1, -Infinity],
      [3, 5],
      [-2, 3],
    ];
    expect(powers.map((xs) => apply("pow", "float64", xs))).toEqual([1, 1, 1, 1, 1, 1, 243, -8]);
    expect(apply("pow", "float32", [3, 5])).toBe(243);
    expect(apply("integerPow", "float32", [3], { exponent: 5 })).toBe(243);
    expect(apply("integerPow", "float64", [2], { exponent: -3 })).toBe(0.125);
    expect(apply("integerPow", "float64", [NaN], { exponent: 0 })).toBe(1);
  });
  it("have exact powers and logarithms", () => {
    const [exp2, log2, log10] = [fn("exp2", ["float32"]), fn("log2", ["float32"]), fn("log10", ["float64"])];
    for (let k = -149; k <= 127; k++) expect([exp2(k), log2(2 ** k)]).toEqual([2 ** k, k]);
    for (let k = -22; k <= 22; k++) expect(log10(Number(`1e${k}`))).toBe(k);
  });
  it("have a logistic function that neither overflows nor loses its tail", () => {
    expect([-1000, 1000, 0].map((x) => apply("logistic", "float64", [x]))).toEqual([0, 1, 0.5]);
    expect(apply("logistic", "float64", [-740])).toBe(Math.exp(-740));
    expect(apply("logistic", "float32", [-100])).toBe(Math.fround(Math.exp(-100)));
  });
  it("divide correctly", () => {
    const div = fn("div", ["float32", "float32"]);
    for (let n = 1; n <= 2000; n++) expect(div(n, n)).toBe(1);
  });
  it("have error and gamma functions that are right at the ends", () => {
    expect([0, -0, Infinity, -Infinity].map((x) => apply("erf", "float64", [x]))).toEqual([0, -0, 1, -1]);
    expect([Infinity, -Infinity, 0].map((x) => apply("erfc", "float64", [x]))).toEqual([0, 2, 1]);
    expect([1, -1, 0, -0].map((x) => apply("erfInv", "float64", [x]))).toEqual([Infinity, -Infinity, 0, -0]);
    for (const x of [1.5, -1.5, NaN]) expect(apply("erfInv", "float64", [x])).toBeNaN();
    expect([1, 2, 0, -0, -1, -2, Infinity, -Infinity].map((x) => apply("lgamma", "float64", [x]))).toEqual([
      0,
      0,
      Infinity,
      Infinity,
      Infinity,
      Infinity,
      Infinity,
      Infinity,
    ]);
    for (const x of [0, -1, -Infinity, NaN]) expect(apply("digamma", "float64", [x])).toBeNaN();
    expect(apply("digamma", "float64", [Infinity])).toBe(Infinity);
    expect(apply("lgamma", "float64", [1e308])).toBe(Infinity);
    expect(apply("lgamma", "float64", [5e-324])).toBeCloseTo(744.4400719213812, 10);
    expect(apply("lgamma", "float64", [-5e-324])).toBeCloseTo(744.4400719213812, 10);
  });
});

describe("trigamma", () => {
  it("has its known values, on both sides of 0", () => {
    expect(apply("trigamma", "float64", [1])).toBeCloseTo(Math.PI ** 2 / 6, 14);
    expect(apply("trigamma", "float64", [0.5])).toBeCloseTo(Math.PI ** 2 / 2, 14);
    expect(apply("trigamma", "float64", [-0.5])).toBeCloseTo(Math.PI ** 2 / 2 + 4, 13);
    expect([0, 1e-200, -1, Infinity].map((x) => apply("trigamma", "float64", [x]))).toEqual([
      Infinity,
      Infinity,
      Infinity,
      0,
    ]);
    expect(apply("trigamma", "float64", [1e200])).toBe(1e-200);
  });
});

describe("conversions", () => {
  it("saturate from floats", () => {
    const to = (dtype: DType, xs: readonly number[]) => xs.map((x) => apply("convert", "float64", [x], { dtype }));
    const xs = [NaN, 1e20, -1e20, 2.9, -2.9, Infinity, -Infinity, -0];
    expect(to("int32", xs)).toEqual([0, 2147483647, INT_MIN, 2, -2, 2147483647, INT_MIN, 0]);
    expect(to("uint32", xs)).toEqual([0, 4294967295, 0, 2, 0, 4294967295, 0, 0]);
    expect(to("int8", xs)).toEqual([0, 127, -128, 2, -2, 127, -128, 0]);
    expect(to("uint8", xs)).toEqual([0, 255, 0, 2, 0, 255, 0, 0]);
    expect(to("bool", [NaN, 0, -0, 0.1])).toEqual([1, 0, 0, 1]);
  });
  it("wrap between integers", () => {
    expect(apply("convert", "int32", [300], { dtype: "int8" })).toBe(44);
    expect(apply("convert", "int32", [-1], { dtype: "uint32" })).toBe(4294967295);
    expect(apply("convert", "uint32", [4294967295], { dtype: "float32" })).toBe(4294967296);
    expect(apply("bitcast", "float32", [1], { dtype: "int32" })).toBe(1065353216);
  });
});

describe("derivatives at kinks", () => {
  it("of magnitudes and extrema", () => {
    expect([slope("abs", [0]), slope("abs", [-0]), slope("sign", [0])]).toEqual([1, 1, 0]);
    expect([
      slope("max", [2, 2], 0),
      slope("max", [2, 2], 1),
      slope("min", [1, 2], 0),
      slope("min", [1, 2], 1),
    ]).toEqual([0.5, 0.5, 1, 0]);
    expect([
      slope("clamp", [0, 0, 1], 1),
      slope("clamp", [0, 2, 1], 2),
      slope("clamp", [0, -1, 1], 0),
      slope("clamp", [0, 0.5, 1], 1),
    ]).toEqual([0, 1, 1, 1]);
  });
  it("of powers", () => {
    expect([
      slope("square", [0]),
      slope("integerPow", [0], 0, { exponent: 2 }),
      slope("integerPow", [0], 0, { exponent: 1 }),
      slope("integerPow", [0], 0, { exponent: 0 }),
    ]).toEqual([0, 0, 1, 0]);
    expect([slope("pow", [0, 2], 1), slope("pow", [0, 2], 0), slope("pow", [2, 0], 0), slope("sqrt", [0])]).toEqual([
      0,
      0,
      0,
      Infinity,
    ]);
  });
  it("of saturated functions", () => {
    for (const name of ["logistic", "tanh", "erf"])
      for (const x of [-1e3, 1e3, -1e300, 1e300]) expect(Math.abs(slope(name, [x]))).toBe(0);
  });
  it("of conversions pass between floats only", () => {
    const convert = primitives["convert"] as Primitive;
    expect(tangentOf(convert, ["float64"], { dtype: "float32" }, [true])(1, 0.1)[0]).toBe(Math.fround(0.1));
    expect(tangentOf(convert, ["float64"], { dtype: "int32" }, [true])(1, 0.1)[0]).toBe(0);
  });
  it("of stopGradient is zero", () => expect(slope("stopGradient", [3])).toBe(0));
});

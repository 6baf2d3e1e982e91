/** Texts of arrays, as NumPy 2 writes them. */
import { cpu } from "@fluxion/backend-cpu";
import { setDefaultBackend, type DType } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

setDefaultBackend(cpu());

const text = (x: unknown, dtype: DType = "float64"): string => np.arrayToString(np.array(x as number[], { dtype }));
const repr = (x: unknown, dtype: DType = "float64"): string => np.arrayRepr(np.array(x as number[], { dtype }));

describe("elements line up", () => {
  test.each([
    [[1, 2.5, 3], "float32", "[1.  2.5 3. ]"],
    [[0.1, 0.2, 0.3], "float32", "[0.1 0.2 0.3]"],
    [[1e10, 1], "float64", "[1.e+10 1.e+00]"],
    [[1e16, 1e-300], "float64", "[1.e+016 1.e-300]"],
    [[1e8, 1.5], "float64", "[1.0e+08 1.5e+00]"],
    [[999999], "float32", "[999999.]"],
    [[1e6], "float32", "[1.e+06]"],
    [[NaN, 1, -Infinity], "float64", "[ nan   1. -inf]"],
    [[NaN, NaN], "float64", "[nan nan]"],
    [[-0, 0], "float64", "[-0.  0.]"],
    [[0.001953125], "float64", "[0.00195312]"],
    [[1 / 3, -2 / 3], "float64", "[ 0.33333333 -0.66666667]"],
    [[536870912, 1.2345679e-7], "float32", "[5.3687091e+08 1.2345679e-07]"],
    [[1e-4, 1 / 3, 1e15], "float32", "[9.9999997e-05 3.3333334e-01 9.9999999e+14]"],
    [[1, -20, 300], "int32", "[  1 -20 300]"],
    [[true, false], "bool", "[ True False]"],
    [[], "float32", "[]"],
  ] as const)("%j as %s", (x, dtype, expected) => expect(text(x, dtype)).toBe(expected));
});

describe("single elements", () => {
  test.each([
    [3, "float32", "3.0"],
    [1e-5, "float32", "1e-05"],
    [1e15, "float64", "1000000000000000.0"],
    [1e16, "float64", "1e+16"],
    [-0, "float64", "-0.0"],
    [7, "uint8", "7"],
    [1, "bool", "True"],
  ] as const)("%s as %s", (x, dtype, expected) => expect(text(x, dtype)).toBe(expected));
});

describe("lines", () => {
  test("break at 75 columns", () => {
    expect(np.arrayToString(np.linspace(0, 1, 12, { dtype: "float64" }))).toBe(
      "[0.         0.09090909 0.18181818 0.27272727 0.36363636 0.45454545\n 0.54545455 0.63636364 0.72727273 0.81818182 0.90909091 1.        ]",
    );
  });
  test("separate matrices by empty ones", () => {
    expect(text([[[1, 2]], [[3, 4]]])).toBe("[[[1. 2.]]\n\n [[3. 4.]]]");
  });
  test("are left out of long arrays", () => {
    expect(np.arrayToString(np.arange(1001))).toBe("[   0    1    2 ...  998  999 1000]");
    expect(np.arrayRepr(np.arange(2000))).toBe(
      "array([   0,    1,    2, ..., 1997, 1998, 1999],\n      shape=(2000,), dtype=int32)",
    );
    expect(np.arrayToString(np.zeros([40, 40])).split("\n")[3]).toBe(" ...");
  });
});

describe("repr", () => {
  test("names what is not the default, as NumPy has it", () => {
    expect([repr([1, 2]), repr([1, 2], "float32"), repr([true], "bool"), repr([], "int32"), repr(5, "int32")]).toEqual([
      "array([1., 2.])",
      "array([1., 2.], dtype=float32)",
      "array([ True])",
      "array([], dtype=int32)",
      "array(5, dtype=int32)",
    ]);
    expect(np.arrayRepr(np.zeros([2, 0]))).toBe("array([], shape=(2, 0), dtype=float32)");
  });
  test("options", () => {
    expect(np.array2string([1.23456, 2], { precision: 2, separator: ", " })).toBe("[1.23, 2.  ]");
    expect(np.array2string(np.array([1e-10, 1], { dtype: "float64" }), { suppressSmall: true })).toBe("[0. 1.]");
  });
});

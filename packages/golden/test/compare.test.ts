import { describe, expect, test } from "vitest";
import type { ArrayData, DTypeName } from "../src/array-data.js";
import { compareArray, compareOutputs, describeMismatch } from "../src/compare.js";

const array = (
  dtype: DTypeName,
  data: number[],
  shape = [dtype.startsWith("complex") ? data.length / 2 : data.length],
): ArrayData => ({ dtype, shape, data });
const f64 = (...data: number[]): ArrayData => array("float64", data);
const bounds = { rtol: 1e-6, atol: 1e-8 };

describe("elements", () => {
  test.each<[string, ArrayData, ArrayData, boolean]>([
    ["equal", f64(1, -2), f64(1, -2), true],
    ["within rtol", f64(1 + 9e-7), f64(1), true],
    ["beyond rtol", f64(1 + 2e-6), f64(1), false],
    ["within atol at zero", f64(5e-9), f64(0), true],
    ["NaN equals NaN", f64(Number.NaN), f64(Number.NaN), true],
    ["NaN differs from a number", f64(Number.NaN), f64(1), false],
    ["a number differs from NaN", f64(1), f64(Number.NaN), false],
    ["infinity by sign", f64(Infinity, -Infinity), f64(Infinity, -Infinity), true],
    ["wrong infinity", f64(Infinity), f64(-Infinity), false],
    ["a number for infinity", f64(1e308), f64(Infinity), false],
    ["infinity for a number", f64(Infinity), f64(1e308), false],
    ["zeros of either sign", f64(-0), f64(0), true],
    ["integers exactly", array("int32", [1_000_000_001]), array("int32", [1_000_000_000]), false],
    ["booleans exactly", array("bool", [1]), array("bool", [0]), false],
    ["complex by distance", array("complex128", [1, 1e-7]), array("complex128", [1, 0]), true],
    ["complex beyond", array("complex128", [1, 1e-5]), array("complex128", [1, 0]), false],
    ["complex with NaN", array("complex128", [Number.NaN, 1]), array("complex128", [Number.NaN, 1]), true],
    ["complex with an infinity", array("complex128", [Infinity, 1]), array("complex128", [Infinity, 2]), false],
    ["empty", array("float32", [], [0, 3]), array("float32", [], [0, 3]), true],
  ])("%s", (_, actual, expected, agree) => {
    expect(compareArray(actual, expected, bounds) === undefined).toBe(agree);
  });

  test("the sign of zero counts where asked", () => {
    expect(compareArray(f64(-0), f64(0), { ...bounds, signedZero: true })).toBeDefined();
    expect(compareArray(f64(-0), f64(-0), { ...bounds, signedZero: true })).toBeUndefined();
  });
});

test("dtypes must agree, with 32-bit integers for 64-bit ones", () => {
  expect(compareArray(array("float32", [1]), f64(1), bounds)?.kind).toBe("dtype");
  expect(compareArray(array("int32", [1]), array("int64", [1]), bounds)).toBeUndefined();
  expect(compareArray(array("uint32", [1]), array("uint64", [1]), bounds)).toBeUndefined();
  expect(compareArray(array("int32", [1]), array("uint64", [1]), bounds)?.kind).toBe("dtype");
});

test("the first wrong element is named with its index", () => {
  const mismatch = compareArray(
    array("float64", [1, 2, 3, 5, 7, 6], [2, 3]),
    array("float64", [1, 2, 3, 4, 5, 6], [2, 3]),
    bounds,
  );
  expect(mismatch).toStrictEqual({ kind: "value", output: 0, index: [1, 0], expected: "4", actual: "5", wrong: 2 });
  expect(mismatch && describeMismatch(mismatch)).toBe("output 0[1,0]: expected 4, got 5 (and 1 more)");
});

test("shapes and counts", () => {
  expect(compareArray(f64(1, 2), array("float64", [1, 2], [2, 1]), bounds)?.kind).toBe("shape");
  expect(compareArray(array("float64", [1], []), f64(1), bounds)?.kind).toBe("shape");
  expect(compareOutputs([f64(1)], [f64(1), f64(2)], bounds)?.kind).toBe("count");
});

test("an alternative is as good, per output", () => {
  expect(compareOutputs([f64(0), f64(2)], [f64(1), f64(2)], bounds, [f64(0), f64(0)])).toBeUndefined();
  expect(compareOutputs([f64(3)], [f64(1)], bounds, [f64(0)])).toMatchObject({ expected: "1" });
});

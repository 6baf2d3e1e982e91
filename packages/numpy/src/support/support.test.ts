/** Promotion, broadcasting and what counts as an array. */
import { cpu } from "@fluxion/backend-cpu";
import {
  DTypeError,
  type NDArray,
  print,
  setDefaultBackend,
  ShapeError,
  trace,
  shapeDtype,
  type DType,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

setDefaultBackend(cpu());

const TYPES: readonly DType[] = ["bool", "int8", "uint8", "int32", "uint32", "float32", "float64"];
const one = (dtype: DType) => np.ones([2], { dtype });

describe("the lattice", () => {
  test.each(TYPES.flatMap((a) => TYPES.map((b) => [a, b] as const)))(
    "%s with %s: commutes, keeps both, is what add gives",
    (a, b) => {
      const both = np.promoteTypes(a, b);
      expect(np.promoteTypes(b, a)).toBe(both);
      expect(np.promoteTypes(both, a)).toBe(both);
      expect(np.add(one(a), one(b)).dtype).toBe(both);
    },
  );
  test("integers of different signs meet in int32, integers and floats in the float", () => {
    expect([
      np.promoteTypes("int8", "uint8"),
      np.promoteTypes("int32", "uint32"),
      np.promoteTypes("uint32", "float32"),
      np.promoteTypes("int32", "float64"),
    ]).toEqual(["int32", "int32", "float32", "float64"]);
  });
  test.each(TYPES)("numbers give way to %s", (dtype) => {
    const isFloat = dtype.startsWith("float");
    expect(np.add(one(dtype), 1).dtype).toBe(dtype === "bool" ? "int32" : dtype);
    expect(np.add(1.5, one(dtype)).dtype).toBe(isFloat ? dtype : "float32");
    expect(np.add(one(dtype), true).dtype).toBe(dtype);
    expect(np.add(one(dtype), np.weak(3, "float")).dtype).toBe(isFloat ? dtype : "float32");
    expect(np.sin(one(dtype)).dtype).toBe(isFloat ? dtype : "float32");
    expect(np.divide(one(dtype), one(dtype)).dtype).toBe(isFloat ? dtype : "float32");
  });
  test("numbers alone are float32", () => {
    expect([
      np.add(1, 2).dtype,
      np.add(true, false).dtype,
      np.array([1, 2]).dtype,
      np.arange(3).dtype,
      np.resultType(true, 1),
    ]).toEqual(["float32", "bool", "float32", "int32", "float32"]);
    expect(np.add(np.arange(3), 1.5).tolist()).toEqual([1.5, 2.5, 3.5]);
  });
  test("a number that an integer type cannot hold is an error, not another number", () => {
    expect(() => np.add(one("uint8"), 300)).toThrow(DTypeError);
    expect(() => np.add(one("uint32"), -1)).toThrow(DTypeError);
  });
});

describe("arrays from what users have", () => {
  test("typed arrays keep their type, also in lists", () => {
    const rows = np.array([new Float32Array([1, 2]), new Float32Array([3, 4])]);
    expect([rows.dtype, rows.tolist()]).toEqual([
      "float32",
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expect(np.array([new Int32Array([1]), [2]]).tolist()).toEqual([[1], [2]]);
    expect(np.array(new Uint8Array([1, 2])).dtype).toBe("uint8");
  });
  test("lists may hold arrays", () => {
    const x = np.array([1, 2]);
    expect(
      np
        .array([
          [x, x],
          [x, [5, 6]],
        ])
        .tolist(),
    ).toEqual([
      [
        [1, 2],
        [1, 2],
      ],
      [
        [1, 2],
        [5, 6],
      ],
    ]);
    expect(np.array([np.arange(2), 2.5].slice(0, 1)).dtype).toBe("int32");
  });
  test("ragged lists are errors", () => {
    expect(() => np.array([[1, 2], [3]])).toThrow(ShapeError);
    expect(() => np.array([np.ones(2), np.ones(3)])).toThrow(ShapeError);
  });
  test("a number beside a traced array is a constant of the program", () => {
    expect(print(trace((x: NDArray) => np.multiply(x, 2))(shapeDtype([3], "float32")))).not.toMatch(
      /in[0-9]*: f32\[\]/,
    );
    expect(print(trace((x: NDArray) => np.add(np.multiply(x, 2), [1, 2, 3]))(shapeDtype([3], "float32")))).toContain(
      "constant",
    );
  });
});

describe("broadcasting", () => {
  test("sizes 1 are repeated, also into nothing", () => {
    expect(np.broadcastShapes([2, 1, 3], [4, 1], [])).toEqual([2, 4, 3]);
    expect(np.add(np.ones([2, 0]), np.ones([2, 1])).shape).toEqual([2, 0]);
    expect(np.add([[1], [2]], [10, 20]).tolist()).toEqual([
      [11, 21],
      [12, 22],
    ]);
  });
  test("other sizes are errors that show both shapes", () => {
    expect(() => np.add(np.ones([2, 3]), np.ones([2]))).toThrow(/\[2, 3\] and \[2\]/);
    expect(() => np.broadcastTo(np.ones([2]), [3])).toThrow(ShapeError);
    expect(() => np.broadcastTo(np.ones([2, 3]), [3])).toThrow(ShapeError);
  });
  test("axes out of range, or named twice, are errors", () => {
    expect(() => np.sum([[1, 2]], { axis: 2 })).toThrow(ShapeError);
    expect(() => np.sum([[1, 2]], { axis: [0, -2] })).toThrow(ShapeError);
  });
});

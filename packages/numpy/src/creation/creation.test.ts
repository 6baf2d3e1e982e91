/** Corners of new arrays. */
import { cpu } from "@fluxion/backend-cpu";
import { ArgumentError, jit, type NDArray, setDefaultBackend } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

setDefaultBackend(cpu());

describe("ranges", () => {
  test("of fractions have all their steps", () => {
    const x = np.arange(0, 1, 0.1, { dtype: "float64" });
    expect(x.shape).toEqual([10]);
    expect(x.tolist()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => i * 0.1));
    expect(np.arange(0, 1, 0.1).dtype).toBe("float32");
    expect(np.arange(5, 0, -2).tolist()).toEqual([5, 3, 1]);
    expect(np.arange(3, 1).shape).toEqual([0]);
    expect(np.arange(2 ** 24, 2 ** 24 + 3, { dtype: "float32" }).tolist()).toEqual([16777216, 16777216, 16777218]);
    expect(() => np.arange(0, 1, 0)).toThrow(ArgumentError);
    expect(np.arange(3, { dtype: "uint8" }).dtype).toBe("uint8");
  });
  test("meet both ends exactly", () => {
    for (const [start, stop, n] of [
      [0.1, 0.7, 7],
      [-1, 1 / 3, 4],
      [5, 5, 1],
    ] as const) {
      const x = np.linspace(start, stop, n, { dtype: "float64" }).tolist() as number[];
      expect([x[0], x.at(-1)]).toEqual([start, n === 1 ? start : stop]);
      const y = np
        .linspace(np.array(start, { dtype: "float64" }), np.array(stop, { dtype: "float64" }), n)
        .tolist() as number[];
      expect([y[0], y.at(-1)]).toEqual([start, n === 1 ? start : stop]);
    }
    expect(np.geomspace(-1, -64, 4, { dtype: "float64" }).tolist()).toEqual(
      [-1, -4, -16, -64].map((x) => expect.closeTo(x, 10)),
    );
    expect(np.linspace(0, 10, 4, { dtype: "int32" }).tolist()).toEqual([0, 3, 6, 10]);
  });
});

test("arrays made inside jit are part of the program", () => {
  const f = (x: NDArray): NDArray => np.add(np.multiply(np.eye(3), x), np.arange(3));
  expect(jit(f)(2 as never).tolist()).toEqual(f(np.array(2)).tolist());
});

test("shapes must be shapes, dtypes must exist on the device", () => {
  expect(() => np.zeros([-1])).toThrow(ArgumentError);
  expect(() => np.zeros([1.5])).toThrow(ArgumentError);
  expect(() => np.zeros([2], { dtype: "complex64" })).toThrow(/complex64/);
});

test("limits", () => {
  expect([
    np.finfo("float32").max,
    np.finfo("float32").tiny,
    np.finfo("float64").eps,
    np.finfo("float64").precision,
    np.finfo("float32").precision,
  ]).toEqual([3.4028234663852886e38, 1.1754943508222875e-38, Number.EPSILON, 15, 6]);
  expect([np.iinfo("int32").min, np.iinfo("uint8").max, np.iinfo("uint32").max]).toEqual([
    -2147483648, 255, 4294967295,
  ]);
  expect(() => np.finfo("int32")).toThrow(/iinfo/);
});

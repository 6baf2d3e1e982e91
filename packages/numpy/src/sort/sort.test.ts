/** Corners of sorting, searching, counting and sets. */
import { cpu } from "@fluxion/backend-cpu";
import { jit, type NDArray, setDefaultBackend, UnknownValueError } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

setDefaultBackend(cpu());

const values = (x: NDArray): number[] => Array.from(x.dataSync());

describe("order", () => {
  test("is stable both ways, NaN last (descending first)", () => {
    expect(np.argsort([2, 1, 2, 1], { descending: true }).tolist()).toEqual([0, 2, 1, 3]);
    expect(np.sort([2, NaN, -0, 0, -Infinity]).tolist()).toEqual([-Infinity, -0, 0, 2, NaN]);
    expect(np.sort([2, NaN, 1], { descending: true }).tolist()).toEqual([NaN, 2, 1]);
    expect(
      np
        .sort(
          [
            [3, 1],
            [2, 0],
          ],
          { axis: null },
        )
        .tolist(),
    ).toEqual([0, 1, 2, 3]);
  });
  test("places out of range are errors", () => {
    expect(() => np.partition([1, 2], 2)).toThrow(/no place 2/);
    expect(() => np.topK([1, 2], 3)).toThrow();
  });
});

describe("searchsorted", () => {
  const list = [-Infinity, -1, 0, 0, 2, 2, 2, Infinity, NaN, NaN];
  const sought = [NaN, -Infinity, -0, 0, 1, 2, 3, Infinity, -5];
  const expected = { left: [8, 0, 2, 2, 4, 4, 7, 7, 1], right: [10, 1, 4, 4, 4, 7, 7, 8, 1] };
  test.each(["left", "right"] as const)("%s: by halving and by sorting alike", (side) => {
    expect(values(np.searchsorted(list, sought, { side }))).toEqual(expected[side]);
    const many = Array.from({ length: 50 }, () => sought).flat();
    const manyExpected = Array.from({ length: 50 }, () => expected[side]).flat();
    expect(values(np.searchsorted(list, many, { side }))).toEqual(manyExpected);
    expect(
      values(jit((x: NDArray, v: NDArray) => np.searchsorted(x, v, { side }))(list as never, many as never)),
    ).toEqual(manyExpected);
  });
  test("among nothing", () => {
    expect(np.searchsorted([], [1, 2]).tolist()).toEqual([0, 0]);
  });
});

describe("results whose size depends on values", () => {
  const sized: readonly [string, (x: NDArray) => unknown, (x: NDArray) => unknown][] = [
    ["unique", (x) => np.unique(x), (x) => np.unique(x, { size: 4 })],
    ["nonzero", (x) => np.nonzero(x), (x) => np.nonzero(x, { size: 4 })],
    ["flatnonzero", (x) => np.flatnonzero(x), (x) => np.flatnonzero(x, { size: 4 })],
    ["argwhere", (x) => np.argwhere(x), (x) => np.argwhere(x, { size: 4 })],
    ["bincount", (x) => np.bincount(x), (x) => np.bincount(x, { length: 4 })],
    ["intersect1d", (x) => np.intersect1d(x, x), (x) => np.intersect1d(x, x, { size: 4 })],
    ["setdiff1d", (x) => np.setdiff1d(x, x), (x) => np.setdiff1d(x, x, { size: 4 })],
    ["segmentSum", (x) => np.segmentSum(x, x), (x) => np.segmentSum(x, x, { numSegments: 4 })],
  ];
  test.each(sized)("%s: known outside of jit, a typed error inside unless the size is given", (_, free, fixed) => {
    const x = np.array([3, 0, 3, 1], { dtype: "int32" });
    expect(() => free(x)).not.toThrow();
    expect(() => jit(free as (x: unknown) => unknown)(x)).toThrow(UnknownValueError);
    expect(() => jit(free as (x: unknown) => unknown)(x)).toThrow(/fix: give `/);
    expect(() => jit(fixed as (x: unknown) => unknown)(x)).not.toThrow();
  });
});

describe("unique", () => {
  test("has NaN once, unless NaN differs from itself", () => {
    expect(np.unique([NaN, 1, NaN]).tolist()).toEqual([1, NaN]);
    expect(np.unique([NaN, 1, NaN], { equalNan: false }).tolist()).toEqual([1, NaN, NaN]);
    expect(np.unique([]).shape).toEqual([0]);
    expect(
      np
        .unique(
          [
            [1, 0],
            [1, 0],
            [0, 5],
          ],
          { axis: 0 },
        )
        .tolist(),
    ).toEqual([
      [0, 5],
      [1, 0],
    ]);
  });
  test("fills up with the smallest element, or what is asked for", () => {
    expect(np.unique([3, 1, 3], { size: 4 }).tolist()).toEqual([1, 3, 1, 1]);
    expect(np.unique([3, 1, 3], { size: 4, fillValue: -1 }).tolist()).toEqual([1, 3, -1, -1]);
  });
});

describe("sets and counts", () => {
  test("of empty arrays", () => {
    expect(np.isin([1, 2], []).tolist()).toEqual([false, false]);
    expect(np.setdiff1d([1, 2], []).tolist()).toEqual([1, 2]);
    expect(np.intersect1d([], [1]).tolist()).toEqual([]);
    expect(np.union1d([], []).shape).toEqual([0]);
    expect(np.bincount(new Int32Array([])).shape).toEqual([0]);
    expect(np.histogram([], { bins: 2 })[0].tolist()).toEqual([0, 0]);
  });
  test("histograms leave out what lies beyond, and NaN", () => {
    const [counts, edges] = np.histogram([0, 1, 2, 3, 10, -1, NaN], { bins: 3, range: [0, 3] });
    expect([counts.tolist(), edges.tolist()]).toEqual([
      [1, 1, 2],
      [0, 1, 2, 3],
    ]);
  });
});

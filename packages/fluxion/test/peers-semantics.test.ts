/** Wrong answers of the nearest peer, one test each, that concern NumPy's semantics: integers, booleans, indexing and creation. The right value is in the test. */
import { grad, jit, lax, np, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { close, f32, failure, i32, same } from "./support.js";

describe("integers and booleans", () => {
  test("an integer array + 1.5 is a float array", () => {
    const y = np.add(i32([1, 2]), 1.5);
    expect([y.dtype, y.tolist()]).toEqual(["float32", [2.5, 3.5]]);
    const z = i32([1, 2]).mul(2);
    expect([z.dtype, z.tolist()]).toEqual(["int32", [2, 4]]);
    expect(np.add(np.array([1], { dtype: "uint8" }), 1).dtype).toBe("uint8");
  });
  test("the sum of booleans counts", () => {
    const total = np.sum([true, true, false, true]);
    expect([total.dtype, total.item()]).toEqual(["int32", 3]);
    expect(np.mean([true, false]).item()).toBe(0.5);
    expect(np.prod([true, true]).item()).toBe(1);
    expect(np.cumsum([true, true]).tolist()).toEqual([1, 2]);
    expect(np.add([true], [true]).tolist()).toEqual([true]);
  });
  test("shifts keep the sign, and shifts beyond the width leave 0 or the sign", () => {
    same(np.rightShift(i32([-8, 8]), 1), [-4, 4]);
    same(np.rightShift(np.array([0xfffffff8], { dtype: "uint32" }), 1), [0x7ffffffc]);
    same(lax.shiftRightArithmetic(i32([-8, 8]), i32([32, 40])), [-1, 0]);
    same(lax.shiftLeft(i32([1, 1]), i32([31, 32])), [-(2 ** 31), 0]);
    same(lax.shiftRightLogical(i32([-1, -1]), i32([31, 33])), [1, 0]);
  });
  test("integer division by zero traps nothing", () => {
    same(lax.div(i32([7, -7, 0, -(2 ** 31)]), i32([0, 0, 0, -1])), [-1, -1, -1, -(2 ** 31)]);
    same(lax.rem(i32([7, -7, -(2 ** 31)]), i32([0, 0, -1])), [7, -7, 0]);
    same(jit((x: NDArray, y: NDArray) => lax.div(x, y))(i32([7]), i32([0])), [-1]);
    same(np.divide(i32([1, -1, 0]), i32([0, 0, 0])), [Infinity, -Infinity, NaN]);
    same(lax.div(np.array([7], { dtype: "uint8" }), np.array([0], { dtype: "uint8" })), [255]);
  });
  test("argmax and argmin of NaN give its place", () => {
    expect(
      [
        np.argmax([1, NaN, 3]),
        np.argmin([1, NaN, 0]),
        np.argmax([NaN, NaN]),
        np.argmax([-Infinity]),
        np.nanargmax([NaN, 1, 3]),
      ].map((x) => x.item()),
    ).toEqual([1, 1, 0, 0, 2]);
    same(
      np.argmax(
        [
          [1, NaN],
          [5, 2],
        ],
        { axis: 1 },
      ),
      [1, 0],
    );
  });
});

describe("indexing and creation", () => {
  test("negative indices count from the end, indices beyond the ends are clipped, filled or dropped, never element 0", () => {
    const x = f32([10, 20, 30]);
    same(np.take(x, i32([-1, -3, 3, -4, 100])), [30, 10, NaN, NaN, NaN]);
    same(np.take(x, i32([-1, 5]), { mode: "wrap" }), [30, 30]);
    same(np.take(x, i32([-1, 5]), { mode: "clip" }), [10, 30]);
    same(np.getitem(x, i32([-1, 7, -9])), [30, 30, 10]);
    same(np.at(x, i32([-1, 7])).set(0), [10, 20, 0]);
    same(np.at(x, i32([3, -4])).add(1), [10, 20, 30]);
    same(jit((v: NDArray, i: NDArray) => np.getitem(v, i))(x, i32([-1, 9])), [30, 30]);
    same(jit((v: NDArray, i: NDArray) => v.get(i))(x, i32(-2)), 20);
    same(np.take(i32([1, 2]), i32([5])), [-(2 ** 31)]);
    same(grad((v: NDArray) => np.sum(np.getitem(v, i32([-1, 7, -9]))))(x), [1, 0, 2]);
    same(grad((v: NDArray) => np.nansum(np.take(v, i32([-1, 7]))))(x), [0, 0, 1]);
  });
  test("a one-hot row of a class that does not exist is zero", () => {
    const oneHot = (labels: NDArray, n: number): NDArray =>
      np.astype(np.equal(np.expandDims(labels, -1), np.arange(n)), "float32");
    same(oneHot(i32([1, -1, 3]), 3), [
      [0, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });
  test("lists of typed arrays and of arrays are tables", () => {
    const rows = np.array([new Float32Array([1, 2]), new Float32Array([3, 4])]);
    expect([rows.dtype, rows.tolist()]).toEqual([
      "float32",
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    const wide = np.array([new Float64Array([1, 2]), new Int32Array([3, 4])]);
    expect([wide.dtype, wide.tolist()]).toEqual([
      "float64",
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    same(np.array([f32([1, 2]), [3, 4], new Uint8Array([5, 6])]), [
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    same(np.sum([new Float32Array([1, 2]), new Float32Array([3, 4])], { axis: 0 }), [4, 6]);
    same(jit((x: NDArray) => np.array([x, [3, 4]]))(f32([1, 2])), [
      [1, 2],
      [3, 4],
    ]);
  });
  test("ragged lists are refused, however deep", () => {
    for (const ragged of [
      [[1, 2], [3]],
      [1, [2]],
      [[1], 2],
      [[[1]], [[2, 3]]],
      [[], [1]],
      [new Float32Array(2), new Float32Array(3)],
      [f32([1, 2]), f32([1])],
      [f32(1), [2]],
    ])
      failure(() => np.array(ragged as never), "ragged");
  });
  test("arange by a fraction counts as it should", () => {
    const x = np.arange(0, 1, 0.1);
    expect(x.shape).toEqual([10]);
    close(x, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], 1e-7);
    same(np.arange(5, 0, -2), [5, 3, 1]);
    expect([np.arange(3).dtype, np.arange(0).shape, np.arange(3, 3).shape, np.arange(2.5).tolist()]).toEqual([
      "int32",
      [0],
      [0],
      [0, 1, 2],
    ]);
  });
});

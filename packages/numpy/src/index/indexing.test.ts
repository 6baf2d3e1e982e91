import { cpu } from "@fluxion/backend-cpu";
import {
  FluxionError,
  fromElements,
  grad,
  jit,
  print,
  setDefaultBackend,
  shapeDtype,
  trace,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

setDefaultBackend(cpu());

const cube = fromElements(
  Array.from({ length: 24 }, (_, i) => i),
  [2, 3, 4],
  "float32",
);
const list = fromElements([10, 11, 12, 13, 14], [5], "float32");
const ints = (values: readonly number[], shape: readonly number[] = [values.length]): NDArray =>
  fromElements(values, shape, "int32");
const text = (f: (...xs: NDArray[]) => NDArray, ...types: NDArray[]): string =>
  print((trace(f as never) as unknown as (...xs: NDArray[]) => Parameters<typeof print>[0])(...types));
const codeOf = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof FluxionError) return `${error.code}: ${error.failure.what}`;
  }
  return "accepted";
};

describe("shapes of indexed arrays are NumPy's", () => {
  test.each<[np.Index, readonly number[]]>([
    [
      [0, ":", [0, 1]],
      [2, 3],
    ],
    [
      [":", 0, [0, 1]],
      [2, 2],
    ],
    [
      [[0, 1], ":", [0, 1]],
      [2, 3],
    ],
    [
      [[0, 1], null, [0, 1]],
      [2, 1, 4],
    ],
    [
      [":", [[0], [1]], [0, 1, 2]],
      [2, 2, 3],
    ],
    [
      ["...", null, [0, 1]],
      [2, 3, 1, 2],
    ],
    [[[true, false]], [1, 3, 4]],
    [
      [
        [
          [true, false, true],
          [false, false, true],
        ],
      ],
      [3, 4],
    ],
    ["..., None, 0", [2, 3, 1]],
    ["1:1", [0, 3, 4]],
    [[], [2, 3, 4]],
    [-1, [3, 4]],
  ])("%j gives %j", (index, shape) => {
    expect(np.getitem(cube, index).shape).toEqual(shape);
  });
});

describe("values", () => {
  test("text, slices and lists say the same", () => {
    expect(np.getitem(cube, "1, ::-1, 1:3").tolist()).toEqual([
      [21, 22],
      [17, 18],
      [13, 14],
    ]);
    expect(np.getitem(cube, [1, np.slice(null, null, -1), np.slice(1, 3)]).tolist()).toEqual(
      np.getitem(cube, "1, ::-1, 1:3").tolist(),
    );
    expect(np.getitem(list, "-2:").tolist()).toEqual([13, 14]);
    expect(np.getitem(list, "4:0:-2").tolist()).toEqual([14, 12]);
  });

  test("places beyond the ends mean the ends, negative ones count from the end", () => {
    expect(np.getitem(list, 99).item()).toBe(14);
    expect(np.getitem(list, -99).item()).toBe(10);
    expect(np.getitem(list, [ints([4, 5, -1, -6])]).tolist()).toEqual([14, 14, 14, 10]);
    expect(np.getitem(list, [[4, 5, -1, -6]]).tolist()).toEqual([14, 14, 14, 10]);
    expect(jit((x: NDArray, i: NDArray) => np.getitem(x, [i]))(list, ints([7], [])).tolist()).toBe(14);
  });

  test("reading in mode fill, wrap and clip", () => {
    expect(np.at(list, [0, 7, -7]).get({ mode: "fill", fillValue: -1 }).tolist()).toEqual([10, -1, -1]);
    expect(np.at(list, 7).get({ mode: "fill" }).item()).toBeNaN();
    expect(np.at(list, [0, 7, -7]).get({ mode: "wrap" }).tolist()).toEqual([10, 12, 13]);
    expect(np.take(list, [0, 7, -7], { mode: "clip" }).tolist()).toEqual([10, 14, 10]);
    expect(np.take(list, ints([0, 7, -1])).tolist()).toEqual([10, NaN, 14]);
    expect(np.take(ints([1, 2]), [5]).tolist()).toEqual([-2147483648]);
  });

  test("other integer types index too", () => {
    expect(np.getitem(list, [fromElements([0, 2], [2], "uint8")]).tolist()).toEqual([10, 12]);
    expect(np.getitem(list, [new Int8Array([-1])]).tolist()).toEqual([14]);
  });
});

describe("what is left of an index when it runs", () => {
  test("a box is one slice, and its integers one reshape", () => {
    expect(text((x) => np.getitem(x, "1:3, 2"), shapeDtype([4, 5]))).toMatchInlineSnapshot(`
      "(a: f32[4,5]) =>
        b: f32[2,1] = slice[limits=[3,3] starts=[1,2] strides=[1,1]] a
        c: f32[2] = reshape[shape=[2]] b
        (c)"
    `);
  });

  test("a negative step is a slice and a reverse", () => {
    expect(text((x) => np.getitem(x, "::-2"), shapeDtype([5]))).toMatchInlineSnapshot(`
      "(a: f32[5]) =>
        b: f32[3] = slice[limits=[5] starts=[0] strides=[2]] a
        c: f32[3] = reverse[axes=[0]] b
        (c)"
    `);
  });

  test("only lists of places gather", () => {
    expect(text((x) => np.getitem(x, "..., :, None"), shapeDtype([5]))).not.toContain("gather");
    expect(text((x) => np.getitem(x, [[1, 1, 2]]), shapeDtype([5]))).toContain("gather");
    expect(text((x, i) => np.getitem(x, [i]), shapeDtype([5, 2]), shapeDtype([], "int32"))).toContain("dynamicSlice");
  });

  test("adding up elements one by one has a gradient whose work is linear", () => {
    const n = 300;
    const f = (x: NDArray): NDArray =>
      Array.from({ length: n }, (_, i) => np.getitem(x, i)).reduce((total, part) => np.add(total, part));
    const gradient = text((x) => grad(f)(x) as NDArray, shapeDtype([n]));
    expect(gradient.match(/ = placeSlices/g)).toHaveLength(1);
    expect(gradient).not.toContain("pad");
  });
});

describe("updated copies", () => {
  test("set, add and the others", () => {
    expect(np.at([1, 2, 3], 1).set(9).tolist()).toEqual([1, 9, 3]);
    expect(np.at([1, 2, 3], ":2").multiply([2, 3]).tolist()).toEqual([2, 6, 3]);
    expect(np.at([1, 2, 3], [0, 0]).add([1, 10]).tolist()).toEqual([12, 2, 3]);
    expect(np.at([1, 2, 3], [0, 0]).subtract(1).tolist()).toEqual([-1, 2, 3]);
    expect(np.at([8, 2, 3], [0, 0]).divide([2, 2]).tolist()).toEqual([2, 2, 3]);
    expect(np.at([2, 2, 3], [0]).power(3).tolist()).toEqual([8, 2, 3]);
    expect(np.at([1, 2, 3], "::2").max(2).tolist()).toEqual([2, 2, 3]);
    expect(
      np
        .at([1, 4, 9], "1:")
        .apply((x) => np.sqrt(x))
        .tolist(),
    ).toEqual([1, 2, 3]);
    expect(
      np
        .at(
          [
            [1, 2],
            [3, 4],
          ],
          "::-1, 0",
        )
        .set([7, 8])
        .tolist(),
    ).toEqual([
      [8, 2],
      [7, 4],
    ]);
    expect(np.at([1, 2, 3], [true, false, true]).set([7, 8]).tolist()).toEqual([7, 2, 8]);
    expect(np.at([1, 2, 3], "1:1").set(5).tolist()).toEqual([1, 2, 3]);
  });

  test("places beyond the ends are left out, unless a mode says otherwise", () => {
    expect(np.at([1, 2, 3], 5).set(9).tolist()).toEqual([1, 2, 3]);
    expect(np.at([1, 2, 3], [5, -1, -4]).set(9).tolist()).toEqual([1, 2, 9]);
    expect(np.at([1, 2, 3], 5).set(9, { mode: "clip" }).tolist()).toEqual([1, 2, 9]);
    expect(np.at([1, 2, 3], [4]).add(9, { mode: "wrap" }).tolist()).toEqual([1, 11, 3]);
  });

  test("the element type is the array's", () => {
    const updated = np.at(ints([1, 2]), 0).set(7.9);
    expect([updated.dtype, updated.tolist()]).toEqual(["int32", [7, 2]]);
  });
});

describe("refusals name both sides", () => {
  test.each<[() => unknown, string]>([
    [() => np.getitem(cube, [0, 0, 0, 0]), "shape: an index of 4 axes is too long for shape [2, 3, 4]"],
    [() => np.getitem(cube, "..., ..."), "argument: an index has more than one ellipsis"],
    [() => np.getitem(cube, [1.5]), "argument: an index is 1.5"],
    [() => np.getitem(cube, "1:x"), 'parse: "1:x" in the index "1:x" is not understood'],
    [() => np.getitem(cube, [[[0, 1], [0]]]), "shape: the index list [[0,1],[0]] is ragged"],
    [() => np.getitem(cube, [np.array([0, 1])]), "dtype: an index is a float32 array"],
    [
      () => np.getitem(cube, [[true, false, true]]),
      "shape: a boolean mask of shape [3] does not fit axes of sizes [2]",
    ],
    [
      () =>
        np.getitem(cube, [
          [0, 1],
          [0, 1, 2],
        ]),
      "shape: shapes do not broadcast: [2] and [3]",
    ],
    [() => np.slice(0, 4, 0), "argument: the step of a slice is 0"],
    [
      () => np.at(cube, 0).set([[1, 2]]),
      "shape: values of shape [1, 2] do not broadcast to the place, which has shape [3, 4]",
    ],
    [() => np.take(cube, [0], { axis: 3 }), "shape: axis 3 is out of range for an array of 3 dimensions"],
    [() => np.take(cube, [0.5], { axis: 0 }), "argument: an index list holds 0.5"],
    [
      () => np.takeAlongAxis(cube, [0], 0),
      "shape: indices of shape [1] and an array of shape [2, 3, 4] differ in rank",
    ],
    [
      () => jit((x: NDArray) => np.getitem(x, [np.greater(x, 0)]))(list),
      "unknown-value: the values of a traced bool array of shape [5] are needed, but not known",
    ],
  ])("%s", (f, message) => {
    expect(codeOf(f)).toBe(message);
  });
});

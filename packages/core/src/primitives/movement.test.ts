import { describe, expect, test } from "vitest";
import { typeOf } from "../../test/type-of.js";
import { concatenate } from "./concatenate.js";
import { iota } from "./iota.js";
import { pad } from "./pad.js";
import { reshape } from "./reshape.js";
import { reverse } from "./reverse.js";
import { placeSlices, slice } from "./slice.js";
import { inverse, transpose } from "./transpose.js";

describe("types of movement", () => {
  test.each([
    [typeOf(reshape, ["f32[2,3]"], { shape: [3, 2] }), "f32[3,2]"],
    [typeOf(reshape, ["bool[0,3]"], { shape: [0] }), "bool[0]"],
    [typeOf(transpose, ["i32[2,3,4]"], { permutation: [2, 0, 1] }), "i32[4,2,3]"],
    [typeOf(reverse, ["f32[2,3]"], { axes: [1] }), "f32[2,3]"],
    [typeOf(concatenate, ["f32[2,1]", "f32[2,0]", "f32[2,3]"], { axis: 1 }), "f32[2,4]"],
    [typeOf(slice, ["f32[4,5]"], { starts: [1, 0], limits: [4, 5], strides: [2, 3] }), "f32[2,2]"],
    [typeOf(slice, ["f32[4]"], { starts: [4], limits: [4], strides: [1] }), "f32[0]"],
    [
      typeOf(placeSlices, ["f32[2]", "f32[0]"], {
        shape: [4],
        boxes: [
          { starts: [1], strides: [2] },
          { starts: [4], strides: [1] },
        ],
      }),
      "f32[4]",
    ],
    [typeOf(pad, ["f32[3,2]", "f32[]"], { low: [1, -1], high: [2, 0], interior: [2, 0] }), "f32[10,1]"],
    [typeOf(pad, ["f32[0]", "f32[]"], { low: [1], high: [2], interior: [4] }), "f32[3]"],
    [typeOf(iota, [], { dtype: "int32", shape: [2, 3], axis: 1 }), "i32[2,3]"],
  ])("%s", (actual, expected) => expect(actual).toBe(expected));
});

describe("failures name both sides and a fix", () => {
  test.each([
    [
      typeOf(reshape, ["f32[2,3]"], { shape: [4, 2] }),
      "shape",
      "cannot reshape [2, 3] (6 elements) to [4, 2] (8 elements)",
    ],
    [
      typeOf(reshape, ["f32[6]"], { shape: [-1, 6] }),
      "argument",
      "shape is [-1, 6], but every entry must be an integer of at least 0",
    ],
    [
      typeOf(transpose, ["f32[2,3]"], { permutation: [1] }),
      "shape",
      "permutation has 1 entries, but the operand has 2 such dimensions",
    ],
    [typeOf(transpose, ["f32[2,3]"], { permutation: [1, 1] }), "shape", "axes [1, 1] name an axis twice"],
    [typeOf(reverse, ["f32[2,3]"], { axes: [2] }), "shape", "axis 2 is out of range for 2 dimensions"],
    [
      typeOf(concatenate, ["f32[2,1]", "f32[3,1]"], { axis: 1 }),
      "shape",
      "shapes may differ only along axis 1, got f32[2,1] and f32[3,1]",
    ],
    [
      typeOf(concatenate, ["f32[2]", "i32[2]"], { axis: 0 }),
      "dtype",
      "operands differ in element type: f32[2] and i32[2]",
    ],
    [typeOf(concatenate, [], { axis: 0 }), "argument", "no operands, at least one is needed"],
    [
      typeOf(slice, ["f32[4]"], { starts: [1], limits: [5], strides: [1] }),
      "shape",
      "the box from [1] to [5] does not lie in shape [4]",
    ],
    [
      typeOf(slice, ["f32[4]"], { starts: [3], limits: [1], strides: [1] }),
      "shape",
      "the box from [3] to [1] does not lie in shape [4]",
    ],
    [
      typeOf(slice, ["f32[4]"], { starts: [0], limits: [4], strides: [0] }),
      "argument",
      "strides is [0], but every entry must be an integer of at least 1",
    ],
    [
      typeOf(placeSlices, ["f32[3]"], { shape: [4], boxes: [{ starts: [1], strides: [2] }] }),
      "shape",
      "operand 0 of shape [3] at [1] with strides [2] does not fit in shape [4]",
    ],
    [
      typeOf(placeSlices, ["f32[3]"], { shape: [4], boxes: [] }),
      "shape",
      "boxes has 0 entries, but the operand has 1 such dimensions",
    ],
    [
      typeOf(pad, ["f32[3]", "f32[1]"], { low: [0], high: [0], interior: [0] }),
      "shape",
      "the padding value has shape [1], but it must be a scalar",
    ],
    [
      typeOf(pad, ["f32[3]", "f32[]"], { low: [-2], high: [-2], interior: [0] }),
      "shape",
      "padding shape [3] by [-2] and [-2] leaves a negative size: [-1]",
    ],
    [typeOf(iota, [], { dtype: "int32", shape: [], axis: 0 }), "shape", "axis 0 is out of range for 0 dimensions"],
  ])("%o", (actual, code, what) => {
    expect(actual).toMatchObject({ code, what });
    expect(actual).toHaveProperty("fix");
    expect(actual).toHaveProperty("where");
  });
});

test("inverse undoes a permutation", () => expect(inverse([2, 0, 1])).toEqual([1, 2, 0]));

import { describe, expect, test } from "vitest";
import { typeOf } from "../../test/type-of.js";
import { argmax } from "./argreduce.js";
import { cumlogsumexp, cumprod, cumsum } from "./cumulative.js";
import { prod } from "./product.js";
import { reduceMax } from "./reduce-extremes.js";
import { reduceAnd } from "./reduce-logical.js";
import { sort } from "./sort.js";
import { topK } from "./topk.js";
import { reduceWindowMax } from "./window.js";

const windows = {
  window: [2, 3],
  strides: [2, 1],
  padding: [
    [0, 0],
    [1, 1],
  ],
  baseDilation: [1, 2],
  windowDilation: [1, 2],
} as const;

describe("types of reductions", () => {
  test.each([
    [typeOf(prod, ["i32[2,3,4]"], { axes: [0, 2] }), "i32[3]"],
    [typeOf(reduceMax, ["f32[0,3]"], { axes: [0] }), "f32[3]"],
    [typeOf(reduceAnd, ["bool[2,3]"], { axes: [1] }), "bool[2]"],
    [typeOf(argmax, ["f32[2,3]"], { axis: 1 }), "i32[2]"],
    [typeOf(cumsum, ["c64[2,3]"], { axis: 1, reverse: true }), "c64[2,3]"],
    [typeOf(sort, ["f32[2,3]", "i32[2,3]", "bool[2,3]"], { axis: 0, keys: 2 }), "f32[2,3] i32[2,3] bool[2,3]"],
    [typeOf(topK, ["f32[2,5]"], { k: 3 }), "f32[2,3] i32[2,3]"],
    [typeOf(reduceWindowMax, ["f32[4,5]"], windows), "f32[2,7]"],
    [typeOf(reduceWindowMax, ["f32[1,5]"], windows), "f32[0,7]"],
  ])("%s", (actual, expected) => expect(actual).toBe(expected));
});

describe("failures of reductions name both sides and a fix", () => {
  test.each([
    [typeOf(prod, ["bool[2]"], { axes: [0] }), "dtype", "not defined for bool"],
    [typeOf(reduceMax, ["c64[2]"], { axes: [0] }), "dtype", "not defined for complex64"],
    [typeOf(reduceMax, ["f32[2]"], { axes: [1] }), "shape", "axis 1 is out of range for 1 dimensions"],
    [typeOf(reduceAnd, ["i32[2]"], { axes: [0] }), "dtype", "not defined for int32"],
    [typeOf(argmax, ["f32[2,0]"], { axis: 1 }), "shape", "axis 1 of f32[2,0] is empty, so no element is the largest"],
    [typeOf(cumprod, ["f32[]"], { axis: 0, reverse: false }), "shape", "axis 0 is out of range for 0 dimensions"],
    [typeOf(cumlogsumexp, ["i32[2]"], { axis: 0, reverse: false }), "dtype", "not defined for int32"],
    [typeOf(sort, ["f32[2]", "f32[3]"], { axis: 0, keys: 1 }), "shape", "operands differ in shape: f32[2] and f32[3]"],
    [typeOf(sort, ["f32[2]"], { axis: 0, keys: 2 }), "argument", "keys is 2, but there are 1 operands"],
    [typeOf(sort, ["c64[2]"], { axis: 0, keys: 1 }), "dtype", "complex numbers have no order"],
    [typeOf(topK, ["f32[2,5]"], { k: 6 }), "shape", "cannot take the 6 largest along the last axis of f32[2,5]"],
    [typeOf(topK, ["f32[]"], { k: 0 }), "shape", "cannot take the 0 largest along the last axis of f32[]"],
    [
      typeOf(reduceWindowMax, ["f32[4]"], windows),
      "shape",
      "window has 2 entries, but the operand has 1 such dimensions",
    ],
    [
      typeOf(reduceWindowMax, ["f32[4,5]"], { ...windows, window: [0, 1] }),
      "argument",
      "window is [0, 1], but every entry must be an integer of at least 1",
    ],
  ])("%o", (actual, code, what) => {
    expect(actual).toMatchObject({ code, what });
    expect(actual).toHaveProperty("fix");
    expect(actual).toHaveProperty("where");
  });
});

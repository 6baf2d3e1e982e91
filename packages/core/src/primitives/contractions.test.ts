import { describe, expect, test } from "vitest";
import { type, typeOf } from "../../test/type-of.js";
import { convGeneralDilated, type ConvParams } from "./conv.js";
import { dotGeneral } from "./dot.js";

const matmul = { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] };
const lanes = { lhsContract: [2], rhsContract: [0], lhsBatch: [0], rhsBatch: [2] };
const plain: ConvParams = {
  strides: [1],
  padding: [[0, 0]],
  lhsDilation: [1],
  rhsDilation: [1],
  featureGroupCount: 1,
  batchGroupCount: 1,
};
const conv = (x: string, w: string, change: Partial<ConvParams> = {}) =>
  typeOf(convGeneralDilated, [x, w], { ...plain, ...change });

describe("types of contractions", () => {
  test.each([
    [typeOf(dotGeneral, ["f32[2,3]", "f32[3,4]"], matmul), "f32[2,4]"],
    [typeOf(dotGeneral, ["f32[5,2,3]", "f32[3,4,5]"], lanes), "f32[5,2,4]"],
    [conv("f32[2,3,8]", "f32[4,3,3]", { strides: [2], padding: [[1, 1]] }), "f32[2,4,4]"],
    [conv("f32[2,4,8]", "f32[6,2,3]", { featureGroupCount: 2, rhsDilation: [2] }), "f32[2,6,4]"],
    [conv("f32[4,3,8]", "f32[6,3,3]", { batchGroupCount: 2, lhsDilation: [2] }), "f32[2,6,13]"],
    [conv("f32[2,3,2]", "f32[4,3,3]"), "f32[2,4,0]"],
  ])("%s", (actual, expected) => expect(actual).toBe(expected));
});

describe("failures of contractions name both sides and a fix", () => {
  test.each([
    [
      typeOf(dotGeneral, ["f32[2,3]", "f32[4,3]"], matmul),
      "shape",
      "contracted axes differ in size: [1] of f32[2,3] and [0] of f32[4,3]",
    ],
    [
      typeOf(dotGeneral, ["f32[5,2,3]", "f32[3,4,6]"], lanes),
      "shape",
      "batch axes differ in size: [0] of f32[5,2,3] and [2] of f32[3,4,6]",
    ],
    [
      typeOf(dotGeneral, ["f32[2,3]", "f64[3,4]"], matmul),
      "dtype",
      "operands differ in element type: f32[2,3] and f64[3,4]",
    ],
    [typeOf(dotGeneral, ["f32[2]", "f32[2]"], matmul), "shape", "axis 1 is out of range for 1 dimensions"],
    [conv("f32[2,4,8]", "f32[4,3,3]"), "shape", "f32[2,4,8] has 4 input features, but f32[4,3,3] takes 3"],
    [
      conv("f32[2,4,8]", "f32[3,2,3]", { featureGroupCount: 2 }),
      "argument",
      "featureGroupCount 2 and batchGroupCount 1 do not divide batch size 2 and 3 output features (and one of them must be 1)",
    ],
    [
      conv("f32[2,4]", "f32[4,3,3]"),
      "shape",
      "operands are f32[2,4] and f32[4,3,3], but they must have the same number of axes: [N, C, …space] and [O, I, …window]",
    ],
    [
      conv("f32[2,3,8]", "f32[4,3,3]", { padding: [[0.5, 0]] }),
      "argument",
      "padding is [[0.5, 0]], but it must hold two integers per axis",
    ],
  ])("%o", (actual, code, what) => {
    expect(actual).toMatchObject({ code, what });
    expect(actual).toHaveProperty("fix");
    expect(actual).toHaveProperty("where");
  });
});

test("a product costs two operations per pair", () => {
  const [x, y, z] = ["f32[5,2,3]", "f32[3,4,5]", "f32[5,2,4]"].map(type);
  expect(dotGeneral.flops?.([x!, y!], lanes, [z!])).toBe(2 * 40 * 3);
});

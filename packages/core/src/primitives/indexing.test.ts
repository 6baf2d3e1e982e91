import { describe, expect, test } from "vitest";
import { typeOf } from "../../test/type-of.js";
import type { GatherParams, ScatterParams } from "./gather-params.js";
import { dynamicSlice, dynamicUpdateSlice } from "./dynamic-slice.js";
import { gather, scatter } from "./gather.js";

const rows: GatherParams = {
  offsetDims: [1],
  collapsedSliceDims: [0],
  startIndexMap: [0],
  operandBatchingDims: [],
  startIndicesBatchingDims: [],
  sliceSizes: [1, 3],
  mode: "clip",
};
const intoRows: ScatterParams = {
  updateWindowDims: [1],
  insertedWindowDims: [0],
  scatterDimsToOperandDims: [0],
  operandBatchingDims: [],
  scatterIndicesBatchingDims: [],
  mode: "drop",
  combine: "add",
  unique: false,
};
const gatherRows = (operand: string, indices: string, change: Partial<GatherParams> = {}) =>
  typeOf(gather, [operand, indices], { ...rows, ...change });
const scatterRows = (operand: string, indices: string, updates: string, change: Partial<ScatterParams> = {}) =>
  typeOf(scatter, [operand, indices, updates], { ...intoRows, ...change });
const lanes = {
  offsetDims: [2],
  collapsedSliceDims: [1],
  startIndexMap: [1],
  operandBatchingDims: [0],
  startIndicesBatchingDims: [1],
  sliceSizes: [1, 1, 2],
};

describe("types of indexing", () => {
  test.each([
    [gatherRows("f32[5,3]", "i32[7,1]"), "f32[7,3]"],
    [gatherRows("f32[5,3]", "i32[7,8,1]", { offsetDims: [0] }), "f32[3,7,8]"],
    [gatherRows("bool[2,4,3]", "i32[6,2,1]", lanes), "bool[6,2,2]"],
    [scatterRows("f32[5,3]", "i32[7,1]", "f32[7,2]"), "f32[5,3]"],
    [typeOf(dynamicSlice, ["f32[4,5]", "i32[]", "i32[]"], { sizes: [2, 5] }), "f32[2,5]"],
    [typeOf(dynamicUpdateSlice, ["f32[4]", "f32[4]", "i32[]"], {}), "f32[4]"],
  ])("%s", (actual, expected) => expect(actual).toBe(expected));
});

describe("failures of indexing name both sides and a fix", () => {
  test.each([
    [gatherRows("f32[5,3]", "f32[7,1]"), "indices are f32[7,1], but they must be integers"],
    [
      gatherRows("f32[5,3]", "i32[7,2]"),
      "index vectors (along the last axis of i32[7,2]) have 2 entries, but startIndexMap names 1 axes: [0]",
    ],
    [
      gatherRows("f32[5,3]", "i32[]"),
      "index vectors (along the last axis of i32[]) have no entries, but startIndexMap names 1 axes: [0]",
    ],
    [
      gatherRows("f32[5,2]", "i32[7,1]"),
      "windows of [1, 3] do not fit in f32[5,2] with size 1 along the collapsed and batching axes [0]",
    ],
    [
      gatherRows("f32[5,3]", "i32[7,1]", { sliceSizes: [2, 3] }),
      "windows of [2, 3] do not fit in f32[5,3] with size 1 along the collapsed and batching axes [0]",
    ],
    [gatherRows("f32[5,3]", "i32[7,1]", { offsetDims: [2] }), "axis 2 is out of range for 2 dimensions"],
    [
      gatherRows("f32[5,3]", "i32[7,1]", { offsetDims: [] }),
      "window axes [] must be 1 ascending axes: the 2 of the operand without the 1 that are collapsed, inserted or batching",
    ],
    [
      gatherRows("f32[3,4,3]", "i32[6,2,1]", lanes),
      "batching axes [0] of f32[3,4,3] and [1] of the indices i32[6,2,1] differ in size",
    ],
    [scatterRows("f32[5,3]", "i32[7,1]", "i32[7,3]"), "operand is f32[5,3] and updates are i32[7,3]"],
    [
      scatterRows("f32[5,3]", "i32[7,1]", "f32[6,3]"),
      "updates have shape [6, 3], but outside of the windows [1] they must have the indices' shape [7]",
    ],
    [scatterRows("f32[5,3]", "i32[7,1]", "f32[7,4]"), "windows of [1, 4] are larger than the operand's shape [5, 3]"],
    [typeOf(dynamicSlice, ["f32[4,5]", "i32[]"], { sizes: [2, 5] }), "1 starts for 2 axes"],
    [typeOf(dynamicSlice, ["f32[4]", "f32[]"], { sizes: [2] }), "a start is f32[], but starts must be int32 scalars"],
    [typeOf(dynamicSlice, ["f32[4]", "i32[]"], { sizes: [5] }), "a box of [5] does not fit in shape [4]"],
    [
      typeOf(dynamicUpdateSlice, ["f32[4]", "f32[2,2]", "i32[]"], {}),
      "the update's shape has 2 entries, but the operand has 1 such dimensions",
    ],
  ])("%o", (actual, what) => {
    expect(actual).toMatchObject({ what });
    expect(actual).toHaveProperty("fix");
    expect(actual).toHaveProperty("where");
  });
});

/** What rules record: zero tangents skip work, and many slices of one array are put back in one pass. */
import { beforeAll, expect, test } from "vitest";
import { reference } from "../../test/reference-backend.js";
import { type } from "../../test/type-of.js";
import { print } from "../ir/print.js";
import { fromElements, type ArrayLike } from "../trace/asarray.js";
import { setDefaultBackend } from "../trace/device.js";
import { record } from "../trace/record.js";
import type { NDArray } from "../ir/value.js";
import { transforms } from "../transforms/programs.js";
import { vjp } from "../transforms/vjp.js";
import { add, mul } from "./arithmetic.js";
import { concatenate } from "./concatenate.js";
import { cumprod, cummax } from "./cumulative.js";
import { prod } from "./product.js";
import { reduceMax } from "./reduce-extremes.js";
import { sliceAxis } from "./slice.js";
import { sort } from "./sort.js";
import { zerosLike } from "./constant.js";
import type { ScatterParams } from "./gather-params.js";
import { scatter } from "./gather.js";
import { reshape } from "./reshape.js";
import { reduceWindowMax } from "./window.js";

beforeAll(() => setDefaultBackend(reference));
const pairs = { window: [2], strides: [1], padding: [[0, 0]], baseDilation: [1], windowDilation: [1] } as const;
const twice: ArrayLike = new Int32Array([0, 0, 2]);
const overwrite: ScatterParams = {
  updateWindowDims: [],
  insertedWindowDims: [0],
  scatterDimsToOperandDims: [0],
  operandBatchingDims: [],
  scatterIndicesBatchingDims: [],
  mode: "drop",
  combine: "set",
  unique: false,
};
const array = (values: readonly number[]): NDArray => fromElements(values, [values.length], "float64");
const gradient = (f: (x: NDArray) => NDArray, values: readonly number[], ct: readonly number[]): unknown => {
  const [y, pull] = vjp(f as never, [array(values)] as never) as unknown as [NDArray, (ct: NDArray) => [NDArray]];
  return pull(fromElements(ct, y.shape, "float64"))[0].tolist();
};

test("slices of one array are transposed in one pass", () => {
  const { program } = record("f", [type("f32[6]")], ([x]) => [
    add(add(sliceAxis(x!, 0, 0, 2), sliceAxis(x!, 0, 2, 4)), sliceAxis(x!, 0, 4, 6)),
  ]);
  expect(print(transforms.transpose(program, [true], [true]).program)).toMatchInlineSnapshot(`
    "(a: f32[2]) =>
      b: f32[6] = placeSlices[boxes=[{starts=[4] strides=[1]},{starts=[2] strides=[1]},{starts=[0] strides=[1]}] shape=[6]] a a a
      (b)"
  `);
});

test("the tangent of a concatenation places only what moves", () => {
  const { program } = record("f", [type("f32[2]"), type("f32[3]")], (xs) => [concatenate(xs, { axis: 0 })]);
  expect(print(transforms.jvp(program, [false, true]).program)).toMatchInlineSnapshot(`
    "(a: f32[2], b: f32[3], c: f32[3]) =>
      d: f32[5] = concatenate[axis=0] a b
      e: f32[5] = placeSlices[boxes=[{starts=[2] strides=[1]}] shape=[5]] c
      (d, e)"
  `);
});

test("sorting happens once", () => {
  const { program } = record("f", [type("f32[4]")], ([x]) => sort([x!], { axis: 0, keys: 1 }));
  expect(print(transforms.jvp(program, [true]).program)).toMatchInlineSnapshot(`
    "(a: f32[4], b: f32[4]) =>
      c: i32[4] = iota[axis=0 dtype=int32 shape=[4]]
      d: f32[4], e: i32[4] = sort[axis=0 keys=1] a c
      f: i32[4,1] = reshape[shape=[4,1]] e
      g: f32[4] = gather[collapsedSliceDims=[0] mode=promise offsetDims=[] operandBatchingDims=[] sliceSizes=[1] startIndexMap=[0] startIndicesBatchingDims=[]] b f
      (d, g)"
  `);
});

test.each([
  ["prod without zeros", (x: NDArray) => prod(x, { axes: [0] }), [2, 4, 3], [1], [12, 6, 8]],
  ["prod with a zero", (x: NDArray) => prod(x, { axes: [0] }), [2, 0, 3], [1], [0, 6, 0]],
  ["cumprod with a zero", (x: NDArray) => cumprod(x, { axis: 0, reverse: false }), [2, 0, 3], [1, 1, 1], [1, 8, 0]],
  ["ties of the maximum", (x: NDArray) => reduceMax(x, { axes: [0] }), [1, 3, 3, 2, 3], [6], [0, 2, 2, 0, 2]],
  ["ties of running maxima", (x: NDArray) => cummax(x, { axis: 0, reverse: false }), [3, 3], [0, 6], [3, 3]],
  [
    "the first of equals in a window",
    (x: NDArray) => reduceWindowMax(x, pairs),
    [1, 4, 4, 4, 0],
    [1, 2, 3, 5],
    [0, 3, 3, 5, 0],
  ],
  [
    "the last of two updates",
    (x: NDArray) => scatter(zerosLike(x), reshape(twice, { shape: [3, 1] }), x, overwrite),
    [5, 6, 7],
    [1, 2, 3],
    [0, 1, 3],
  ],
  ["powers by products", (x: NDArray) => mul(x, mul(x, x)), [2], [1], [12]],
])("%s", (_, f, at, ct, expected) => expect(gradient(f, at, ct)).toEqual(expected));

import { beforeAll, expect, test } from "vitest";
import { reference } from "../../test/reference-backend.js";
import { fromElements } from "../trace/asarray.js";
import { setDefaultBackend } from "../trace/device.js";
import { windowSlices } from "./window-slices.js";

beforeAll(() => setDefaultBackend(reference));

test("a slice for every offset in the window", () => {
  const x = fromElements([1, 2, 3, 4, 5], [5], "float32");
  const plain = { window: [3], strides: [2], padding: [[1, 0]], baseDilation: [1], windowDilation: [1] } as const;
  expect(windowSlices(x, 0, plain).map((y) => y.tolist())).toEqual([
    [0, 2],
    [1, 3],
    [2, 4],
  ]);
  expect(windowSlices(x, 9, { ...plain, baseDilation: [2], padding: [[0, 0]] }).map((y) => y.tolist())).toEqual([
    [1, 2, 3, 4],
    [9, 9, 9, 9],
    [2, 3, 4, 5],
  ]);
  expect(windowSlices(x, 0, { ...plain, window: [7] }).map((y) => y.shape)).toEqual(
    Array.from({ length: 7 }, () => [0]),
  );
});

import { expect, test } from "vitest";
import { candidatePaths, camelCase } from "../src/functions/names.js";
import { arrange, parseSignature } from "../src/functions/signature.js";

const call = (signature: string | undefined, args: unknown[], kwargs: Record<string, unknown> = {}): unknown[] =>
  arrange(signature === undefined ? undefined : parseSignature(signature), args, new Map(Object.entries(kwargs)));

test("names", () => {
  expect(
    ["nan_to_num", "log1p", "threefry_2x32", "atleast_1d", "gumbel_r", "i0e", "is_causal", "N"].map(camelCase),
  ).toStrictEqual(["nanToNum", "log1p", "threefry2x32", "atleast1d", "gumbelR", "i0e", "isCausal", "N"]);
  expect(candidatePaths("take_along_axis")).toStrictEqual(["np.takeAlongAxis"]);
  expect(candidatePaths("linalg.matrix_power")).toStrictEqual(["np.linalg.matrixPower", "linalg.matrixPower"]);
  expect(candidatePaths("stats.multivariate_normal.logpdf")).toStrictEqual([
    "stats.multivariateNormal.logpdf",
    "scipy.stats.multivariateNormal.logpdf",
    "np.stats.multivariateNormal.logpdf",
  ]);
});

test("arguments by position or by name arrive alike", () => {
  const signature = "x q | axis keepdims";
  for (const given of [
    call(signature, [1, 2, 0, true]),
    call(signature, [1], { q: 2, axis: 0, keepdims: true }),
    call(signature, [1, 2, 0], { keepdims: true }),
  ])
    expect(given).toStrictEqual([1, 2, { axis: 0, keepdims: true }]);
});

test("None is left out unless it means something", () => {
  expect(call("x | axis", [1], { axis: null })).toStrictEqual([1]);
  expect(call("x | axis?", [1], { axis: null })).toStrictEqual([1, { axis: null }]);
  expect(call("x min max", [1, null, 2])).toStrictEqual([1, null, 2]);
});

test("what says nothing about results is left out", () => {
  expect(call("x | wrap inplace-", [1], { inplace: false, wrap: true })).toStrictEqual([1, { wrap: true }]);
  expect(call("x | inplace- mode", [1, false, "clip"])).toStrictEqual([1, { mode: "clip" }]);
});

test("without a signature keywords are options", () => {
  expect(call(undefined, [1, 2])).toStrictEqual([1, 2]);
  expect(call(undefined, [1], { mode: "full" })).toStrictEqual([1, { mode: "full" }]);
});

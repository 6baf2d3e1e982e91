/** Results are held against targets: passed, missed, wrong, or not measured. */
import { expect, test } from "vitest";
import { ceilingOf, judge } from "../src/judge.js";
import { ratio, type Result } from "../src/results.js";
import type { Limit, Target } from "../src/target.js";

const result = (workload: string, contender: Result["contender"], ...samples: number[]): Result => ({
  workload,
  contender,
  unit: "ms",
  samples,
});
const target = (workload: string, kind: Limit["kind"], most: number): Target => ({
  workload,
  goals: [{ contender: "jit", limit: { kind, most }, why: "test" }],
});
const results = [result("f", "jit", 2, 4, 6), result("f", "plain JS", 1, 4, 2), result("slope of f", "jit", 6, 8, 18)];
const primals = new Map([["slope of f", "f"]]);
const only = (...targets: Target[]) => judge(targets, results, primals).map(({ value, state }) => ({ value, state }));

test("times are medians", () => {
  expect(only(target("f", "time", 4), target("f", "time", 3.9))).toEqual([
    { value: 4, state: "pass" },
    { value: 4, state: "miss" },
  ]);
});

test("ratios are medians of the rounds' ratios", () => {
  expect(ratio(results[0], results[1])).toBe(2);
  expect(only(target("f", "plain", 1.9))).toEqual([{ value: 2, state: "miss" }]);
  expect(only(target("slope of f", "primal", 4))).toEqual([{ value: 3, state: "pass" }]);
});

test("wrong and missing results are not judged", () => {
  const wrong: Result = { ...result("g", "jit"), wrong: "element 0 is 1 instead of 2" };
  expect(judge([target("g", "time", 1)], [wrong], primals)[0]?.state).toBe("wrong");
  expect(only(target("h", "time", 1))).toEqual([{ value: undefined, state: "not measured" }]);
});

test("a ceiling is the arithmetic or the bytes, whichever takes longer", () => {
  const rates = { flops: 100, functions: 10, memoryBytes: 1e6, cacheBytes: 1e7 };
  expect(ceilingOf({ flops: 200, functions: 30, bytes: 1e6 }, rates)).toBe(5);
  expect(ceilingOf({ flops: 200, bytes: 4e6 }, rates)).toBe(4);
  expect(ceilingOf({ bytes: 1e6 }, rates)).toBe(0.1);
});

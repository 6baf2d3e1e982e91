/** What was not used for the longest time goes first. */
import { expect, test } from "vitest";
import { Recent } from "../src/recent.js";

const filled = (
  most: number,
  mostBytes: number,
  ...entries: readonly (readonly [string, number])[]
): Recent<string, string> => {
  const recent = new Recent<string, string>(most, mostBytes);
  for (const [key, bytes] of entries) recent.set(key, `value of ${key}`, bytes);
  return recent;
};
const kept = (recent: Recent<string, string>): string[] =>
  ["a", "b", "c"].filter((key) => recent.get(key) !== undefined);

test("where there are too many", () => {
  expect(kept(filled(2, 100, ["a", 1], ["b", 1], ["c", 1]))).toEqual(["b", "c"]);
  const used = filled(2, 100, ["a", 1], ["b", 1]);
  expect(used.get("a")).toBe("value of a");
  used.set("c", "value of c", 1);
  expect(kept(used)).toEqual(["a", "c"]);
});

test("where they are too large, but never the last one", () => {
  expect(kept(filled(9, 10, ["a", 4], ["b", 6], ["c", 4]))).toEqual(["b", "c"]);
  expect(kept(filled(9, 10, ["a", 4], ["b", 4], ["c", 40]))).toEqual(["c"]);
  expect(kept(filled(9, 10, ["a", 20], ["a", 4], ["b", 6]))).toEqual(["a", "b"]);
});

import { cpu } from "@fluxion/backend-cpu";
import { asArray, setDefaultBackend } from "@fluxion/core";
import { expect, test } from "vitest";
import { bodyOf, examples } from "../docstrings.js";
import { asLists, isClose, show } from "../show.js";

setDefaultBackend(cpu());

test("values are shown as NumPy and JavaScript write them", () => {
  expect(show({ a: [asArray([1, 2]), -0], b: "text" })).toBe("{ a: [[1. 2.], -0], b: text }");
});

test("arrays become lists, which agree up to 1e-6", () => {
  expect(asLists([asArray([1, 2]), new Float32Array([3])])).toEqual([[1, 2], [3]]);
  expect(isClose([1, NaN, true], [1 + 1e-7, NaN, true])).toBe(true);
  expect(isClose([1], [1.00001])).toBe(false);
  expect(isClose([1], 1)).toBe(false);
  expect(isClose(true, 1)).toBe(false);
  expect(isClose({ a: 1 }, { a: 1, b: 2 })).toBe(false);
});

test("an example has code and, after two slashes, a result", () => {
  expect(examples(" * @example f(1) // [2]\n/** @example g() */\n * @example h('a // b')")).toEqual([
    { line: 1, code: "f(1)", result: "[2]" },
    { line: 2, code: "g()", result: undefined },
    { line: 3, code: "h('a // b')", result: undefined },
  ]);
});

test("the last expression of an example is its value", () => {
  expect(bodyOf('import { a as b } from "m"; const x = 1; b(x)')).toBe(
    'const { a: b } = await import("m");\nconst x = 1;\nreturn (b(x))',
  );
  expect(bodyOf("const x = 1;")).toBe("const x = 1");
});

import { expect, test } from "vitest";
import { splitLine, statements } from "../statements.js";

test("a statement ends with a semicolon or a brace at the end of a line, outside of brackets", () => {
  const text = [
    "const x = f({",
    "  a: 1, // not a result",
    "});",
    "",
    "// prose",
    "g(x)",
    "  .h(`;${[1].map((i) => `}${i}`)}`); // 6",
    'const s = "// no comment";',
  ].join("\n");
  expect(statements(text)).toEqual([
    { code: "const x = f({\n  a: 1, \n});", line: 3, result: undefined, below: [] },
    { code: "g(x)\n  .h(`;${[1].map((i) => `}${i}`)}`);", line: 7, result: "6", below: [] },
    { code: 'const s = "// no comment";', line: 8, result: undefined, below: [] },
  ]);
});

test("comment lines directly below a statement belong to it, unless it has a result", () => {
  const [first, second] = statements(["f();", "//   a", "// b", "", "g(); // 1", "// prose"].join("\n"));
  expect(first?.below).toEqual(["  a", "b"]);
  expect(second?.below).toEqual([]);
});

test("a last statement without an end is an error that says where", () => {
  expect(() => statements("f();\ng()")).toThrow("line 2: the last statement has no end");
});

test("a line is parted at semicolons outside of brackets and text", () => {
  expect(splitLine('const f = () => { g(); }; h(";")')).toEqual(["const f = () => { g(); }", 'h(";")']);
});

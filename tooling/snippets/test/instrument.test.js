import { expect, test } from "vitest";
import { agrees, instrument } from "../instrument.js";

const lines = (/** @type {string[]} */ ...rows) => rows.join("\n");

test("statements with a result report, on the lines where they stood", () => {
  const { code, expected } = instrument(
    lines(
      "import { f } from 'x'; // prose",
      "const y = f(1); // 2",
      "f(",
      "  2,",
      "); // 4",
      "console.log(y);",
      "// 2",
      "// 3",
    ),
  );
  expect(code.split("\n").slice(0, 6)).toEqual([
    "import { f } from 'x'; // prose",
    "const y = f(1); reportValue(2, y);",
    "reportValue(5, (f(",
    "  2,",
    ")));",
    "reportLine(6, y);",
  ]);
  expect(expected).toEqual([
    { line: 2, text: "2" },
    { line: 5, text: "4" },
    { line: 6, text: "2\n3" },
  ]);
});

test("an error that is shown is caught and reported", () => {
  expect(instrument("f(1); // throws ShapeError: …").code).toContain("await reportError(1, async () => (f(1)));");
});

test("a result beside several names is refused", () => {
  expect(() => instrument("const [a, b] = f(); // 1")).toThrow(
    "line 1: a statement that binds several names cannot show a result",
  );
});

test("texts agree up to white space at the ends of lines; … stands for anything", () => {
  expect(agrees("a \nb\n", "a\nb")).toBe(true);
  expect(agrees("throws E: of shape [3]", "throws E: … [3]")).toBe(true);
  expect(agrees("6.0", "6")).toBe(false);
  expect(agrees("16.0", "6.0")).toBe(false);
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Expression } from "../src/notation/ast.js";
import { NotationError } from "../src/notation/notation-error.js";
import { parseNotation } from "../src/notation/parser.js";
import { WeakComplex, WeakFloat } from "../src/notation/weak.js";
import { goldenFile } from "./golden-directory.js";

/** An expression with every grouping made visible. */
function show(e: Expression): string {
  switch (e.kind) {
    case "name":
      return e.name;
    case "literal":
      return e.value instanceof WeakFloat
        ? `${e.value.value}f`
        : e.value instanceof WeakComplex
          ? `${e.value.im}j`
          : JSON.stringify(e.value);
    case "ellipsis":
      return "...";
    case "unary":
      return `(${e.operator}${show(e.operand)})`;
    case "not":
      return `(not ${show(e.operand)})`;
    case "arithmetic":
    case "and":
    case "or":
      return `(${show(e.left)} ${e.kind === "arithmetic" ? e.operator : e.kind} ${show(e.right)})`;
    case "comparison":
      return `(${[show(e.first), ...e.rest.map((step) => `${step.operator} ${show(step.operand)}`)].join(" ")})`;
    case "conditional":
      return `(${show(e.consequent)} if ${show(e.condition)} else ${show(e.otherwise)})`;
    case "tuple":
    case "list":
      return `${e.kind}(${e.items.map(show).join(", ")})`;
    case "starred":
      return `*${show(e.value)}`;
    case "call":
      return `${show(e.callee)}(${e.arguments.map((a) => `${a.name}${a.name === "" ? "" : "="}${show(a.value)}`).join(", ")})`;
    case "index":
      return `${show(e.value)}[${e.parts.map((p) => (p.kind === "slice" ? [p.start, p.stop, p.step].map((x) => (x === undefined ? "" : show(x))).join(":") : show(p))).join(", ")}]`;
    case "attribute":
      return `${show(e.value)}.${e.name}`;
    case "lambda":
      return `(${e.parameters.map((p) => (p.target.kind === "name" ? p.target.name : "(…)")).join(" ")} -> ${show(e.body)})`;
    case "dict":
      return `{${e.entries.map((x) => `${x.key === undefined ? "**" : `${show(x.key)}: `}${show(x.value)}`).join(", ")}}`;
    case "comprehension":
      return `<${show(e.element)} for ${e.clauses.length}>`;
  }
}

function expression(text: string): string {
  const [statement] = parseNotation(text).body;
  if (statement?.kind !== "expression") throw new Error(`not an expression: ${statement?.kind}`);
  return show(statement.value);
}

const kinds = (text: string): string[] => parseNotation(text).body.map((statement) => statement.kind);

test.skipIf(goldenFile("programs.jsonl") === undefined)("every golden program parses", () => {
  const lines = readFileSync(goldenFile("programs.jsonl") ?? "", "utf8")
    .trim()
    .split("\n");
  expect(lines.length).toBeGreaterThan(100);
  for (const line of lines) {
    const { program } = JSON.parse(line) as { program: string };
    expect(parseNotation(program).body.at(-1)?.kind, program).toBe("return");
  }
});

describe("precedence is Python's", () => {
  test.each([
    ["-x ** 2", "(-(x ** 2))"],
    ["2 ** -1 ** 2", "(2 ** (-(1 ** 2)))"],
    ["a ** b ** c", "(a ** (b ** c))"],
    ["a - b - c", "((a - b) - c)"],
    ["a + b * c @ d", "(a + ((b * c) @ d))"],
    ["a // b % c / d", "(((a // b) % c) / d)"],
    ["a | b ^ c & d << e + f", "(a | (b ^ (c & (d << (e + f)))))"],
    ["not a == b and c or d", "(((not (a == b)) and c) or d)"],
    ["a < b <= c != d", "(a < b <= c != d)"],
    ["a not in b", "(a not in b)"],
    ["a is not None", "(a is not null)"],
    ["~x & 1", "((~x) & 1)"],
    ["-a @ b", "((-a) @ b)"],
    ["a if b else c if d else e", "(a if b else (c if d else e))"],
    ["(x, y) -> x if y else -x", "(x y -> (x if y else (-x)))"],
    ["t -> t * t", "(t -> (t * t))"],
    ["lambda x, y=1: x + y", "(x y -> (x + y))"],
    ["() -> 1", "( -> 1)"],
    ["f(a)[1](b).T", "f(a)[1](b).T"],
    ["x[:, None, ..., 1:2, ::-1]", "x[::, null, ..., 1:2:, ::(-1)]"],
    ["f(*a, n=2, **k)", "f(a, n=2, k)"],
    ["((c, t), n) -> c", "((…) n -> c)"],
    ["1., .5, 1e-3, 2, 0x10, 1_000, 2j", "tuple(1f, 0.5f, 0.001f, 2, 16, 1000, 2j)"],
    ["{'a': 1, **b}", '{"a": 1, **b}'],
    ["(1,), (), (1)", "tuple(tuple(1), tuple(), 1)"],
    ["f(x for x in y)", "f(<x for 1>)"],
  ])("%s", (text, shown) => {
    expect(expression(text)).toBe(shown);
  });
});

describe("statements", () => {
  test("definitions are told from calls", () => {
    expect(
      kinds("f(x) = x\nf(x):\n  return x\nf(x)\nf(x)[0]\nf(x) == 1\ndef g(x: a, n: b = 2) -> c:\n  pass\n"),
    ).toEqual(["define", "define", "expression", "expression", "expression", "define"]);
  });

  test("blank lines, comments, continued lines and brackets over lines", () => {
    expect(
      kinds("# a\n\nx = f(1,\n\n   # b\n 2)\n   \nif x:   # c\n\n    y = 1 + \\\n2\n  # d\n    z = 2\nw = 3"),
    ).toEqual(["assign", "if", "assign"]);
  });

  test("carriage returns, tabs and statements on one line", () => {
    expect(
      kinds(
        "a = 1; b = 2\r\nfor k in range(3): a += k\r\nif a:\r\n\tb = 1\r\nelif b: pass\r\nelse:\r\n\tpass\r\nreturn a, b",
      ),
    ).toEqual(["assign", "assign", "for", "if", "return"]);
  });

  test("chains, patterns, updates and decorators", () => {
    expect(
      kinds(
        "a = b = 1\n(a, *b), c = d\na[0] @= b\n@jit\ndef f(x): return x\nx: int = 3\nassert x, 'm'\nwhile x: break",
      ),
    ).toEqual(["assign", "assign", "update", "define", "assign", "assert", "while"]);
  });
});

describe("mistakes name their place", () => {
  test.each([
    ["x = (1,", 1, 5],
    ["x = 1\n  y = 2", 2, 3],
    ["x = 1\ny = )", 2, 5],
    ["if x:\ny = 1", 2, 1],
    ["if x:\n    y\n  z", 3, 3],
    ["x = 'abc", 1, 5],
    ["x = 1 +", 1, 8],
    ["1 = x", 1, 1],
    ["x = a $ b", 1, 7],
    ["f(x, x) = x", 1, 6],
    ["x = 3 4", 1, 7],
  ])("%s", (text, line, column) => {
    expect(() => parseNotation(text)).toThrow(NotationError);
    expect(() => parseNotation(text)).toThrow(`line ${line}, column ${column}:`);
  });

  test("hostile nesting is an error, not a stack overflow", () => {
    expect(() => parseNotation(`x = ${"(".repeat(5000)}1${")".repeat(5000)}`)).toThrow(NotationError);
    expect(() => parseNotation(`x = ${"-".repeat(100_000)}1`)).toThrow(NotationError);
    expect(() => parseNotation(`x = ${"not ".repeat(100_000)}1`)).toThrow(NotationError);
    expect(() => parseNotation(`x = ${"t -> ".repeat(100_000)}1`)).toThrow(NotationError);
  });
});

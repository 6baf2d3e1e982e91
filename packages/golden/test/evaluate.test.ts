import { describe, expect, test } from "vitest";
import { evaluateNotation } from "../src/notation/evaluate.js";
import { splitKeywords } from "../src/notation/host-values.js";
import { NotationError } from "../src/notation/notation-error.js";
import { parseNotation } from "../src/notation/parser.js";
import type { IndexPart, Vocabulary } from "../src/notation/vocabulary.js";
import { isHostNumber, toDouble, WeakComplex, WeakFloat } from "../src/notation/weak.js";

/** An "array" of this test: it records what the evaluator asked for. */
class Box {
  constructor(readonly text: string) {}
}
const show = (x: unknown): string => {
  if (x instanceof Box) return x.text;
  if (x instanceof WeakFloat) return Number.isInteger(x.value) ? x.value.toFixed(1) : String(x.value);
  return Array.isArray(x) ? `[${x.map(show).join(",")}]` : String(x);
};
const showPart = (p: IndexPart): string =>
  p.kind === "integer"
    ? `${p.value}`
    : p.kind === "slice"
      ? `${p.start ?? ""}:${p.stop ?? ""}:${p.step ?? ""}`
      : p.kind === "array"
        ? show(p.value)
        : p.kind;

class UserError extends Error {}
const double = (x: unknown): number => (isHostNumber(x) && !(x instanceof WeakComplex) ? toDouble(x) : Number.NaN);

const vocabulary: Vocabulary = {
  names: (name) => {
    if (name === "sqrt") return (x: unknown) => new WeakFloat(Math.sqrt(double(x)));
    if (name === "call") return (f: (...xs: unknown[]) => unknown, ...xs: unknown[]) => f(...xs);
    if (name === "keywords")
      return (...given: unknown[]) => [...splitKeywords(given).keywords].map(([k, v]) => `${k}=${show(v)}`).join(" ");
    if (name === "fails")
      return () => {
        throw new UserError("mine");
      };
    if (name === "max") return (x: unknown) => new Box(`max(${show(x)})`);
    return name === "A" ? new Box("A") : undefined;
  },
  binary: (operator, a, b) => new Box(`(${show(a)}${operator}${show(b)})`),
  unary: (operator, a) => new Box(`${operator}${show(a)}`),
  index: (x, parts) => new Box(`${show(x)}[${parts.map(showPart).join(",")}]`),
  truthy: () => true,
  iterate: (x) => [new Box(`${show(x)}.0`), new Box(`${show(x)}.1`)],
  attribute: (x, name) => (name === "T" ? new Box(`${show(x)}.T`) : name === "shape" ? [2, 3] : undefined),
  integer: () => 1,
  length: () => 2,
};

function run(text: string, inputs: Record<string, unknown> = {}): unknown {
  return plain(evaluateNotation(parseNotation(text), vocabulary, new Map(Object.entries(inputs))));
}
/** Floats as `{ f }`, so that tests see which numbers are floats. */
function plain(x: unknown): unknown {
  if (x instanceof WeakFloat) return { f: x.value };
  if (x instanceof Box) return x.text;
  if (Array.isArray(x)) return x.map(plain);
  if (x instanceof Map) return new Map([...x].map(([k, v]) => [k, plain(v)]));
  if (x !== null && typeof x === "object" && Object.getPrototypeOf(x) === Object.prototype)
    return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, plain(v)]));
  return x;
}

describe("arithmetic is Python's", () => {
  test.each<[string, unknown]>([
    ["7 / 2", { f: 3.5 }],
    ["6 / 2", { f: 3 }],
    ["7 // 2", 3],
    ["-7 // 2", -4],
    ["7 // -2", -4],
    ["-7 % 3", 2],
    ["7 % -3", -2],
    ["-7.5 % 2", { f: 0.5 }],
    ["7.0 // 2", { f: 3 }],
    ["2 ** 10", 1024],
    ["2 ** -1", { f: 0.5 }],
    ["2.0 ** 3", { f: 8 }],
    ["-2 ** 2", -4],
    ["1 + 2.0", { f: 3 }],
    ["True + 1", 2],
    ["2 ** 64 + 1 - 2 ** 64", 1],
    ["1103515245 * 123456789 % 2 ** 31", Number((1103515245n * 123456789n) % 2n ** 31n)],
    ["5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4, 256 >> 4", [1, 7, 6, -6, 16, 16]],
    ["True & False", false],
    ["0 * -1", 0],
    ["-0", 0],
    ["-0.0", { f: -0 }],
    ["1 < 2 < 3, 1 < 2 > 3, 2 == 2.0, 1 != 1", [true, false, true, false]],
    ["not 0, 1 and 0, 0 or 5, None is None", [true, 0, 5, true]],
    [
      "abs(-3), abs(-2.5), max(1, 4, 2), min([3, 1]), sum([1, 2.5]), round(2.5), pow(2, 3)",
      [3, { f: 2.5 }, 4, 1, { f: 3.5 }, 2, 8],
    ],
    ["int(-2.7), float(3), bool(''), len([1, 2])", [-2, { f: 3 }, false, 2]],
    ["(1 + 2j) * 2 == 2 + 4j", true],
    ["1 if 0 else 2", 2],
    ["[1, 2] + [3], (1,) * 3, 'a' + 'b', 'ab' * 2", [[1, 2, 3], [1, 1, 1], "ab", "abab"]],
    ["2 in [1, 2], 'k' in {'k': 1}, 3 not in (1, 2)", [true, true, true]],
    ["sqrt(2.25)", { f: 1.5 }],
    ["(1, 2) == (1, 2), [1] < [2]", [true, true]],
    ["divmod(-7, 2)", [-4, 1]],
  ])("%s", (text, value) => {
    expect(run(`return ${text}`)).toStrictEqual(value);
  });
});

describe("containers", () => {
  test.each<[string, unknown]>([
    [
      "xs = [1, 2, 3, 4]\nreturn xs[0], xs[-1], xs[1:3], xs[::-1], xs[5:], xs[-2:]",
      [1, 4, [2, 3], [4, 3, 2, 1], [], [3, 4]],
    ],
    [
      "d = {'a': 1, 'b': 2}\nd['c'] = 3\nreturn d['c'], list(d), d.items(), d.get('z', 0), {**d, 'a': 9}",
      [
        3,
        ["a", "b", "c"],
        [
          ["a", 1],
          ["b", 2],
          ["c", 3],
        ],
        0,
        { a: 9, b: 2, c: 3 },
      ],
    ],
    ["return {0: 1, 1: 2}[1]", 2],
    ["xs = []\nfor i in range(3): xs.append(i * i)\nxs[0] = 7\nreturn xs", [7, 1, 4]],
    [
      "return [x * y for x in range(3) for y in range(3) if x != y], {k: v for k, v in zip('ab', [1, 2])}",
      [[0, 0, 0, 2, 0, 2], { a: 1, b: 2 }],
    ],
    ["a, (b, *c) = 1, (2, 3, 4)\na, b = b, a\nreturn a, b, c, [*c, 0]", [2, 1, [3, 4], [3, 4, 0]]],
    [
      "return enumerate(['x'], start=1), sorted([3, 1, 2], reverse=True), reversed((1, 2)), range(5, 0, -2)",
      [[[1, "x"]], [3, 2, 1], [2, 1], [5, 3, 1]],
    ],
    [
      "return isinstance((1,), tuple), isinstance([1], tuple), isinstance(1.0, (int, float)), isinstance(2, float)",
      [true, false, true, false],
    ],
    ["d = {'__proto__': 5}\nreturn d['__proto__'], d.keys()", [5, ["__proto__"]]],
  ])("%s", (text, value) => {
    expect(run(text)).toStrictEqual(value);
  });
});

describe("functions", () => {
  test.each<[string, unknown]>([
    ["f(n):\n    if n < 2: return n\n    return f(n - 1) + f(n - 2)\nreturn f(15)", 610],
    ["d(g) = (t) -> g(t) + 1\nreturn d(d(t -> t * 2))(5)", 12],
    [
      "f(x, y=2, *rest, k=1, **more):\n    return x, y, rest, k, more\nreturn f(1), f(1, 3, 4, 5, k=6, z=7), f(*[1, 2], **{'k': 0})",
      [
        [1, 2, [], 1, {}],
        [1, 3, [4, 5], 6, { z: 7 }],
        [1, 2, [], 0, {}],
      ],
    ],
    ["outer(a):\n    b = a\n    inner(c) = b + c\n    b = 10\n    return inner\nreturn outer(1)(2)", 12],
    ["f((a, b), c) = a * b + c\nreturn f((2, 3), 4), (lambda x, y=5: x * y)(2), (() -> 3)()", [10, 10, 3]],
    ["count = 0\nadd():\n    nonlocal count\n    count += 1\nadd()\nadd()\nreturn count", 2],
    ["fs = [(t) -> t + k for k in range(3)]\nreturn [f(0) for f in fs]", [2, 2, 2]],
    [
      "def f(x: int) -> int:\n    '''doc'''\n    return x\ntwice(f) = (x) -> f(f(x))\n@twice\ndef g(x): return x * 3\nreturn f(1), g(2)",
      [1, 18],
    ],
    ["f(x): x * x\nreturn f(3)", 9],
    ["return call((a, b) -> a - b, 5, 3)", 2],
    ["return keywords(1, axis=0, keepdims=True, ord=2.0)", "axis=0 keepdims=true ord=2.0"],
    [
      "g = partial((a, b) -> a - b, 10)\nreturn g(3), map((x) -> x + 1, [1, 2]), reduce((a, b) -> a * b, [1, 2, 3])",
      [7, [2, 3], 6],
    ],
  ])("%s", (text, value) => {
    expect(run(text)).toStrictEqual(value);
  });
});

describe("control flow", () => {
  test.each<[string, unknown]>([
    [
      "s = 0\nfor i in range(10):\n    if i == 7: break\n    elif i % 2: continue\n    else:\n        s += i\nreturn s",
      12,
    ],
    ["n = 0\nwhile n < 5:\n    n += 1\nelse:\n    n *= 10\nreturn n", 50],
    ["for a, b in zip([1, 2], [3, 4]):\n    if a == 2:\n        return a * b", 8],
    ["x = 3.0\nfor k in range(20): x = x - (x * x - 2) / (2 * x)\nreturn abs(x - sqrt(2)) < 1e-12", true],
    ["assert True\npass\nreturn None", null],
  ])("%s", (text, value) => {
    expect(run(text)).toStrictEqual(value);
  });
});

describe("arrays go to the vocabulary", () => {
  test.each<[string, unknown]>([
    ["A + 1.0", "(A+1.0)"],
    ["2 @ A", "(2@A)"],
    ["-A ** 2", "-(A**2)"],
    ["A < 1", "(A<1)"],
    ["0 < A < 1", "(A<1)"],
    ["A == None", false],
    ["A.T @ A", "(A.T@A)"],
    ["A[0, ..., None, 1:, ::-1, A]", "A[0,ellipsis,newaxis,1::,::-1,A]"],
    ["A[(0, 1)]", "A[0,1]"],
    ["A[[0, 1]]", "A[[0,1]]"],
    ["A[newaxis]", "A[newaxis]"],
    ["A[A.shape[0] - 1]", "A[1]"],
    ["max(A)", "max(A)"],
    ["[a for a in A]", ["A.0", "A.1"]],
    ["len(A), [10, 20][A]", [2, 20]],
    ["A[*[0, 1], 2]", "A[0,1,2]"],
  ])("%s", (text, value) => {
    expect(run(`return ${text}`)).toStrictEqual(value);
  });
});

describe("mistakes name their place", () => {
  test.each([
    ["x = 1\nreturn y", 2, 8],
    ["return 1 / 0", 1, 10],
    ["return [1][3]", 1, 11],
    ["a, b = 1", 1, 1],
    ["return (1)(2)", 1, 11],
    ["return {'a': 1}['b']", 1, 16],
    ["f(x) = x\nreturn f()", 1, 1],
    ["f(x) = x\nreturn f(1, y=2)", 1, 1],
    ["return 1 + 'a'", 1, 10],
    ["break", 1, 1],
    ["return [1].nope", 1, 11],
    ["assert 1 > 2", 1, 1],
    ["return 1 < 'a'", 1, 8],
  ])("%s", (text, line, column) => {
    expect(() => run(text)).toThrow(NotationError);
    expect(() => run(text)).toThrow(`line ${line}, column ${column}:`);
  });

  test("errors of array functions pass through untouched", () => {
    expect(() => run("return fails()")).toThrow(UserError);
    expect(() => run("f(x) = fails()\nreturn call(f, 1)")).toThrow(UserError);
  });

  test("endless programs end", () => {
    expect(() => run("while True: pass")).toThrow(NotationError);
    expect(() => run("f(x) = f(x)\nreturn f(1)")).toThrow(NotationError);
    expect(() => run("return 2 ** 10 ** 10")).toThrow(NotationError);
    expect(() => run("return [0] * 10 ** 9")).toThrow(NotationError);
  });
});

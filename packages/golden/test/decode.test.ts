import { expect, test } from "vitest";
import { decodeCase } from "../src/decode.js";
import { DecodeError } from "../src/decode-error.js";
import { goldenDirectory } from "./golden-directory.js";
import { listAreas, readCases } from "../src/read-cases.js";

const decode = (raw: object): ReturnType<typeof decodeCase> => decodeCase(JSON.stringify(raw), "area", "file:1");
const scalar = { dtype: "float64", shape: [], data: [1] };
const base = {
  id: "a",
  fn: "add",
  args: [],
  kwargs: {},
  out: [scalar],
  tol: { rtol: 1, atol: 2, signed_zero: true, grad: { rtol: 3, atol: 4 } },
};

test("numbers that JSON cannot write", () => {
  const { out } = decode({
    ...base,
    out: [{ dtype: "float64", shape: [5], data: ["NaN", "Infinity", "-Infinity", "-0", true] }],
  });
  expect(out[0]?.data).toStrictEqual([Number.NaN, Infinity, -Infinity, -0, 1]);
});

test("float32 data are float32 numbers", () => {
  const { out } = decode({
    ...base,
    out: [
      { dtype: "float32", shape: [2], data: [0.1, 1e-45] },
      { dtype: "complex64", shape: [1], data: [0.1, 0.2] },
    ],
  });
  expect(out.map((array) => Array.from(array.data))).toStrictEqual([
    [0.1, 1e-45].map(Math.fround),
    [0.1, 0.2].map(Math.fround),
  ]);
});

test("every kind of value", () => {
  const ints = { dtype: "int32", shape: [2], data: [0, 1] };
  const { args } = decode({
    ...base,
    args: [
      { weak: "complex", value: [1, 2] },
      { weak: "bool", value: true },
      { index: [1, { slice: [null, 2, -1] }, "newaxis", "...", ints] },
      [scalar, { a: scalar }],
      null,
      "full",
      2.5,
      "-Infinity",
    ],
  });
  expect(args).toStrictEqual([
    { kind: "weak", type: "complex", re: 1, im: 2 },
    { kind: "weak", type: "bool", re: 1, im: 0 },
    {
      kind: "index",
      items: [
        { kind: "integer", value: 1 },
        { kind: "slice", start: undefined, stop: 2, step: -1 },
        { kind: "newaxis" },
        { kind: "ellipsis" },
        { kind: "array", array: ints },
      ],
    },
    {
      kind: "list",
      items: [
        { kind: "array", array: scalar },
        { kind: "record", entries: new Map([["a", { kind: "array", array: scalar }]]) },
      ],
    },
    { kind: "static", value: null },
    { kind: "static", value: "full" },
    { kind: "static", value: 2.5 },
    { kind: "static", value: -Infinity },
  ]);
});

test("tolerance, errors and integer outputs without derivatives", () => {
  expect(decode(base).tolerance).toStrictEqual({ rtol: 1, atol: 2, signedZero: true, grad: { rtol: 3, atol: 4 } });
  expect(decode({ id: "a", fn: "f", args: [], kwargs: {}, error: true }).error).toBe(true);
  expect(decode({ ...base, vjp: { argnums: [0], ct: [scalar, null], grads: [[scalar]] } }).vjp?.ct).toStrictEqual([
    scalar,
    undefined,
  ]);
});

test("keys of a file are keys, never properties", () => {
  const line = '{"id":"a","fn":"f","args":[{"__proto__":1,"constructor":2}],"kwargs":{"__proto__":3},"error":true}';
  const { args, kwargs } = decodeCase(line, "area", "file:1");
  expect(args[0]).toStrictEqual({
    kind: "record",
    entries: new Map([
      ["__proto__", { kind: "static", value: 1 }],
      ["constructor", { kind: "static", value: 2 }],
    ]),
  });
  expect([...kwargs.keys()]).toStrictEqual(["__proto__"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test.each<[string, object | string]>([
  ["not JSON", "{"],
  ["a list", []],
  ["no result", { id: "a", fn: "f", args: [] }],
  ["no name", { id: "a", out: [scalar] }],
  ["an unknown dtype", { ...base, out: [{ dtype: "float63", shape: [], data: [1] }] }],
  ["data that do not fill the shape", { ...base, out: [{ dtype: "float64", shape: [2], data: [1] }] }],
  ["complex data without imaginary parts", { ...base, out: [{ dtype: "complex64", shape: [1], data: [1] }] }],
  ["a negative size", { ...base, out: [{ dtype: "float64", shape: [-1], data: [] }] }],
  ["a fractional size", { ...base, out: [{ dtype: "float64", shape: [0.5], data: [] }] }],
  ["a huge shape", { ...base, out: [{ dtype: "float64", shape: [1e6, 1e6], data: [] }] }],
  ["text for a number", { ...base, out: [{ dtype: "float64", shape: [1], data: ["one"] }] }],
  ["an object for a number", { ...base, out: [{ dtype: "float64", shape: [1], data: [{}] }] }],
  ["an unknown weak kind", { ...base, args: [{ weak: "text", value: 1 }] }],
  ["a slice of two bounds", { ...base, args: [{ index: [{ slice: [1, 2] }] }] }],
  ["too deep a tree", { ...base, args: JSON.parse("[".repeat(200) + "]".repeat(200)) as object }],
])("%s is a typed error that names the place", (_, raw) => {
  const line = typeof raw === "string" ? raw : JSON.stringify(raw);
  expect(() => decodeCase(line, "area", "file:1")).toThrow(DecodeError);
  expect(() => decodeCase(line, "area", "file:1")).toThrow(/^file:1/);
});

test.skipIf(goldenDirectory === undefined)("every golden case decodes", async () => {
  const directory = goldenDirectory ?? "";
  const counts: Record<string, number> = {};
  for (const area of await listAreas(directory))
    for await (const golden of readCases(directory, area)) {
      if (golden instanceof DecodeError) throw golden;
      counts[area] = (counts[area] ?? 0) + 1;
    }
  expect(counts).toStrictEqual({
    contractions: 208,
    elementwise: 742,
    linalg: 206,
    nn: 319,
    programs: 144,
    promotion: 346,
    random: 224,
    reductions: 327,
    shape: 296,
    training: 11,
  });
});

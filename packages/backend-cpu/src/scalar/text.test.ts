import {
  BINARY,
  COMPARE,
  runBody,
  UNARY,
  type DType,
  type Scalar,
  type ScalarBody,
  type ScalarOps,
} from "@fluxion/core";
import { specialFunctions } from "./special/index.js";
import { describe, expect, it, test } from "vitest";
import { DTYPES, isFloat, randoms, samples, SEED } from "../../test/scalar/samples.js";
import { HELPERS } from "./helpers.js";
import { FLOAT64 } from "./floats.js";
import { INT32 } from "./integers.js";
import { Lines, literal, textOps, type Text } from "./text.js";
import { evaluateScalar } from "./steps.js";
import type { CpuDType } from "./wrap.js";

type Body = ScalarBody<object>;

/** Compiles a body as generated code does. */
function generated(body: Body, dtypes: readonly DType[]): (...xs: number[]) => readonly number[] {
  const lines = new Lines();
  const inputs = dtypes.map((dtype, i): Text => ({ code: `x${i}`, dtype }));
  const outputs = runBody(body, textOps(lines, dtypes[0] as DType, specialFunctions), {}, inputs);
  const text = `return (${inputs.map(({ code }) => code)}) => { ${lines.lines.join("\n")} return [${outputs.map(({ code }) => code)}]; }`;
  return new Function("h", text)({ ...HELPERS, ...specialFunctions });
}

function expectBothAgree(body: Body, dtypes: readonly CpuDType[], count: number): void {
  const random = randoms();
  const text = generated(body, dtypes);
  const steps = evaluateScalar(body, dtypes, {}, specialFunctions);
  const columns = dtypes.map((dtype) => samples(dtype, count, random));
  const pairs = columns.length === 1 ? (columns[0] as number[]).map((x) => [x]) : tuples(columns, random, count);
  for (const xs of pairs) {
    const [a] = text(...xs);
    const [b] = steps(...xs);
    if (!Object.is(a, b)) expect.fail(`at ${xs}: text gives ${a}, steps give ${b}`);
  }
}

/** Every special value against every other, then random ones. */
function tuples(columns: readonly number[][], random: () => number, count: number): number[][] {
  const some = columns.map((column) => column.slice(0, 40));
  const all = some.reduce<number[][]>((rows, column) => rows.flatMap((row) => column.map((x) => [...row, x])), [[]]);
  const pick = (column: readonly number[]): number => column[Math.floor(random() * column.length)] as number;
  return [...all, ...Array.from({ length: count }, () => columns.map(pick))];
}

const isElement = (x: number, dtype: CpuDType): boolean => {
  const [low, high] =
    { bool: [0, 1], int8: [-128, 127], uint8: [0, 255], int32: [-2147483648, 2147483647], uint32: [0, 4294967295] }[
      dtype as "bool"
    ] ?? [];
  if (dtype === "float64") return true;
  if (dtype === "float32") return Object.is(x, Math.fround(x));
  return Number.isInteger(x) && !Object.is(x, -0) && x >= (low as number) && x <= (high as number);
};

describe(`text and steps agree bit for bit, and give elements of their type (seed ${SEED})`, () => {
  const integral = new Set<string>(Object.keys(INT32));
  const defined = (name: string, dtype: CpuDType): boolean => {
    if ((COMPARE as readonly string[]).includes(name)) return true;
    if (dtype === "bool") return ["and", "or", "xor", "not"].includes(name);
    return isFloat(dtype) ? name in FLOAT64 : integral.has(name);
  };
  for (const dtype of DTYPES) {
    test(`every operation of one operand: ${dtype}`, () => {
      for (const name of UNARY.filter((n) => defined(n, dtype))) {
        const body: Body = (s) => (x) => s[name](x as Scalar);
        expectBothAgree(body, [dtype], 2000);
        const f = evaluateScalar(body, [dtype], {}, specialFunctions);
        for (const x of samples(dtype, 200, randoms()))
          if (!isElement(f(x)[0] as number, dtype)) expect.fail(`${name}(${x}) = ${f(x)[0]}`);
      }
    });
    test(`every operation of two operands: ${dtype}`, () => {
      for (const name of [...BINARY, ...COMPARE].filter((n) => defined(n, dtype))) {
        const body: Body = (s) => (x, y) => s[name](x as Scalar, y as Scalar);
        expectBothAgree(body, [dtype, dtype], 2000);
        const f = evaluateScalar(body, [dtype, dtype], {}, specialFunctions);
        const result = (COMPARE as readonly string[]).includes(name) ? "bool" : dtype;
        const values = samples(dtype, 20, randoms());
        for (const x of values)
          for (const y of values)
            if (!isElement(f(x, y)[0] as number, result)) expect.fail(`${name}(${x}, ${y}) = ${f(x, y)[0]}`);
      }
    });
    test(`conversions from ${dtype}`, () => {
      for (const to of DTYPES) {
        const body: Body = (s) => (x) => s.convert(x as Scalar, to);
        expectBothAgree(body, [dtype], 500);
        const f = evaluateScalar(body, [dtype], {}, specialFunctions);
        for (const x of samples(dtype, 200, randoms()))
          if (!isElement(f(x)[0] as number, to)) expect.fail(`${to}(${x}) = ${f(x)[0]}`);
      }
    });
    test(`select: ${dtype}`, () => {
      expectBothAgree((s) => (p, x, y) => s.select(p as Scalar, x as Scalar, y as Scalar), ["bool", dtype, dtype], 200);
    });
  }
  test("isFinite and bitcast", () => {
    expectBothAgree((s) => (x) => s.isFinite(x as Scalar), ["float32"], 500);
    expectBothAgree((s) => (x) => s.isFinite(x as Scalar), ["float64"], 500);
    const words = ["float32", "int32", "uint32"] as const;
    for (const from of words)
      for (const to of words) expectBothAgree((s) => (x) => s.bitcast(x as Scalar, to), [from], 500);
    expectBothAgree((s) => (x) => s.bitcast(x as Scalar, "uint8"), ["int8"], 100);
    expectBothAgree((s) => (x) => s.bitcast(x as Scalar, "int8"), ["uint8"], 100);
  });
});

describe("random bodies", () => {
  const random = randoms(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const compose = (names: { unary: readonly string[]; binary: readonly string[] }, depth: number) => {
    const plan = Array.from({ length: depth }, () => ({
      two: random() < 0.6,
      unary: pick(names.unary),
      binary: pick(names.binary),
      i: random(),
      j: random(),
      lit: random() < 0.2 ? Math.round(random() * 10) - 3 : undefined,
    }));
    return (s: ScalarOps<Scalar>) =>
      (...xs: Scalar[]): Scalar => {
        const values = [...xs];
        const table = s as unknown as Record<string, (...xs: Scalar[]) => Scalar>;
        const at = (u: number): Scalar => values[Math.floor(u * values.length)] as Scalar;
        for (const { two, unary, binary, i, j, lit } of plan)
          values.push(
            two ? (table[binary] as any)(at(i), lit === undefined ? at(j) : s.lit(lit)) : (table[unary] as any)(at(i)),
          );
        return values.at(-1) as Scalar;
      };
  };
  test.each([
    [
      "float32",
      {
        unary: ["neg", "exp", "sin", "abs", "sqrt", "round", "log1p", "tanh", "erf"],
        binary: ["add", "sub", "mul", "div", "max", "min", "rem", "pow"],
      },
    ],
    [
      "float64",
      {
        unary: ["neg", "exp", "sin", "abs", "sqrt", "round", "log1p", "tanh", "erf"],
        binary: ["add", "sub", "mul", "div", "max", "min", "rem", "pow"],
      },
    ],
    [
      "int32",
      {
        unary: ["neg", "abs", "not", "clz"],
        binary: ["add", "sub", "mul", "div", "rem", "and", "xor", "shiftLeft", "shiftRightLogical"],
      },
    ],
    [
      "uint32",
      {
        unary: ["neg", "not", "populationCount"],
        binary: ["add", "sub", "mul", "div", "rem", "or", "shiftRightArithmetic"],
      },
    ],
    ["int8", { unary: ["neg", "abs", "not"], binary: ["add", "sub", "mul", "div", "rem", "max"] }],
    ["uint8", { unary: ["neg", "not"], binary: ["add", "sub", "mul", "div", "rem", "shiftLeft"] }],
  ] as const)("%s", (dtype, names) => {
    for (let k = 0; k < 60; k++) expectBothAgree(compose(names, 12) as unknown as Body, [dtype, dtype], 20);
  });
});

describe("text", () => {
  it("names every result once, and repeats nothing", () => {
    const lines = new Lines();
    const s = textOps(lines, "float32", specialFunctions);
    let x: Text = { code: "x", dtype: "float32" };
    for (let i = 0; i < 4; i++) x = s.mul(x, x);
    expect(lines.lines).toEqual([
      "const t0 = Math.fround((x * x));",
      "const t1 = Math.fround((t0 * t0));",
      "const t2 = Math.fround((t1 * t1));",
      "const t3 = Math.fround((t2 * t2));",
    ]);
    s.mul(s.mul({ code: "x", dtype: "float32" }, { code: "x", dtype: "float32" }), x);
    expect(lines.lines).toHaveLength(5);
  });
  it("folds constants in their type", () => {
    const lines = new Lines();
    const s = textOps(lines, "float32", specialFunctions);
    expect(s.add(s.lit(0.1), s.lit(0.2)).value).toBe(Math.fround(Math.fround(0.1) + Math.fround(0.2)));
    expect(s.mul(s.lit(65536, "int32"), s.lit(65537, "int32")).value).toBe(65536);
    expect(lines.lines).toEqual([]);
  });
  it("writes literals that are read back", () => {
    for (const x of [0, -0, 1.5, -2, NaN, Infinity, -Infinity, 1e21, -1e-7, 2 ** -1074])
      expect(new Function(`return 1 * ${literal(x)}`)()).toBe(x);
  });
  it("says what is not defined", () => {
    const s = textOps(new Lines(), "bool", specialFunctions);
    expect(() => s.exp({ code: "x", dtype: "int32" })).toThrow(/exp is not defined for int32/);
    expect(() => s.add({ code: "x", dtype: "complex64" }, { code: "x", dtype: "complex64" })).toThrow(/complex64/);
    expect(() => s.bitcast({ code: "x", dtype: "float64" }, "int32")).toThrow(/bitcast/);
  });
});

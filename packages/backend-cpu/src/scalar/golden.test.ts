import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as core from "@fluxion/core";
import type { DType, Primitive } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { tangentOf, valueOf } from "../../test/scalar/element-program.js";
import { isFloat } from "../../test/scalar/samples.js";
import { isCpuDType, type CpuDType } from "./wrap.js";

interface Data {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly (number | boolean | string)[];
}
interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
  readonly signed_zero?: boolean;
  readonly grad?: Tolerance;
}
interface Case {
  readonly id: string;
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly kwargs: object;
  readonly out?: readonly Data[];
  readonly alt?: unknown;
  readonly vjp?: { argnums: readonly number[]; ct: readonly Data[]; grads: readonly Data[] };
  readonly jvp?: { argnums: readonly number[]; tangents: readonly Data[]; out: readonly Data[] };
  readonly tol: Tolerance;
}

const NAMES: Record<string, string> = {
  abs: "abs",
  fabs: "abs",
  sign: "sign",
  negative: "neg",
  floor: "floor",
  ceil: "ceil",
  trunc: "trunc",
  rint: "round",
  sqrt: "sqrt",
  cbrt: "cbrt",
  square: "square",
  exp: "exp",
  exp2: "exp2",
  expm1: "expm1",
  log: "log",
  log2: "log2",
  log10: "log10",
  log1p: "log1p",
  sin: "sin",
  cos: "cos",
  tan: "tan",
  arcsin: "asin",
  arccos: "acos",
  arctan: "atan",
  arctan2: "atan2",
  sinh: "sinh",
  cosh: "cosh",
  tanh: "tanh",
  arcsinh: "asinh",
  arccosh: "acosh",
  arctanh: "atanh",
  "lax.rsqrt": "rsqrt",
  "lax.logistic": "logistic",
  "special.expit": "logistic",
  "special.erf": "erf",
  "special.erfc": "erfc",
  "special.erfinv": "erfInv",
  "special.gammaln": "lgamma",
  "special.digamma": "digamma",
  add: "add",
  subtract: "sub",
  multiply: "mul",
  divide: "div",
  true_divide: "div",
  "lax.div": "div",
  fmod: "rem",
  "lax.rem": "rem",
  power: "pow",
  float_power: "pow",
  maximum: "max",
  minimum: "min",
  "lax.max": "max",
  nextafter: "nextafter",
  "lax.clamp": "clamp",
  where: "select",
  isfinite: "isFinite",
  equal: "eq",
  not_equal: "ne",
  less: "lt",
  less_equal: "le",
  greater: "gt",
  greater_equal: "ge",
  logical_and: "and",
  logical_or: "or",
  logical_xor: "xor",
  bitwise_and: "and",
  bitwise_or: "or",
  bitwise_xor: "xor",
  bitwise_not: "not",
  invert: "not",
  "lax.shift_left": "shiftLeft",
  "lax.shift_right_arithmetic": "shiftRightArithmetic",
  "lax.shift_right_logical": "shiftRightLogical",
  "lax.population_count": "populationCount",
  "lax.clz": "clz",
  astype: "convert",
  bitcast: "bitcast",
  "lax.integer_pow": "integerPow",
};

const isData = (x: unknown): x is Data => typeof x === "object" && x !== null && "data" in x;
/** The elements; those of float32 are written with as many digits as tell them apart. */
const numbers = ({ data, dtype }: Data): number[] =>
  data.map((x) => (x === "-0" ? -0 : Number(x))).map((x) => (dtype === "float32" ? Math.fround(x) : x));

/** For each element of the result, the element of an operand that it comes from. */
function indexInto(shape: readonly number[], result: readonly number[]): (i: number) => number {
  return (i) => {
    let rest = i;
    let index = 0;
    let stride = 1;
    for (let axis = result.length - 1, own = shape.length - 1; own >= 0; axis--, own--) {
      const size = result[axis] as number;
      if (shape[own] !== 1) index += (rest % size) * stride;
      stride *= shape[own] as number;
      rest = Math.floor(rest / size);
    }
    return index;
  };
}

function close(actual: number, expected: number, { rtol, atol, signed_zero }: Tolerance): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(actual);
  if (signed_zero === true && expected === 0 && actual === 0) return Object.is(expected, actual);
  if (actual === expected) return true;
  return Math.abs(actual - expected) <= atol + rtol * Math.abs(expected);
}

interface Runnable extends Case {
  readonly primitive: Primitive;
  readonly operands: readonly Data[];
  readonly params: object;
  readonly result: Data;
}

/** The case as one primitive, if it is one on element types that are here and without promotion. */
function runnable(test: Case): Runnable[] {
  const name = NAMES[test.fn] ?? "";
  const primitive = (core as unknown as Record<string, Primitive>)[name];
  const result = test.out?.[0];
  if (primitive === undefined || result === undefined || Object.keys(test.kwargs).length > 0) return [];
  const operands = test.args.filter(isData);
  const statics = test.args.filter((x) => !isData(x));
  const params =
    name === "convert" || name === "bitcast"
      ? { dtype: statics[0] }
      : name === "integerPow"
        ? { exponent: statics[0] }
        : {};
  if (statics.length !== Object.keys(params).length) return [];
  if ([...operands, result].some(({ dtype }) => !isCpuDType(dtype))) return [];
  const types = operands.map(({ dtype }) => ({ dtype, shape: [] }));
  const type = primitive.type(types, params);
  if (type._tag === "Left" || type.right[0]?.dtype !== result.dtype) return [];
  // np.fmod of integers gives 0 where the divisor is 0; the primitive gives the dividend, as lax.rem does.
  if (test.fn === "fmod" && !isFloat(result.dtype as CpuDType)) return [];
  return [{ ...test, primitive, operands, params, result }];
}

/** Beside the checkout, or in it. */
const directory = ["../../../../../shared/golden", "../../../../shared/golden"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));
const read = (file: string): Case[] =>
  readFileSync(`${directory}/${file}.jsonl`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const cases = directory === undefined ? [] : ["elementwise", "nn"].flatMap(read).flatMap(runnable);
if (directory === undefined) console.warn("The golden vectors are not beside this checkout: this file tests nothing.");
else console.log(`${cases.length} golden cases are one pointwise primitive each.`);

describe.runIf(directory !== undefined)("golden vectors, one primitive each", () => {
  test("there are enough of them", () => expect(cases.length).toBeGreaterThan(300));
  test.each(cases.map((c) => [`${c.id} ${c.fn}`, c] as const))(
    "%s",
    (_, { primitive, operands, params, result, tol, vjp, jvp }) => {
      const dtypes = operands.map(({ dtype }) => dtype);
      const columns = operands.map(numbers);
      const index = operands.map(({ shape }) => indexInto(shape, result.shape));
      const at = (i: number): number[] =>
        columns.map((column, k) => column[(index[k] as (i: number) => number)(i)] as number);
      const f = valueOf(primitive, dtypes, params);
      numbers(result).forEach((expected, i) => {
        const [actual] = f(...at(i)) as [number];
        if (!close(actual, expected, tol)) expect.fail(`${primitive.name}(${at(i)}) = ${actual}, expected ${expected}`);
      });
      if (jvp !== undefined) {
        const f1 = tangentOf(
          primitive,
          dtypes,
          params,
          operands.map((_, k) => jvp.argnums.includes(k)),
        );
        const tangents = operands.map((x, k) =>
          jvp.argnums.includes(k) ? numbers(jvp.tangents[jvp.argnums.indexOf(k)] as Data) : numbers(x),
        );
        numbers(jvp.out[0] as Data).forEach((expected, i) => {
          const ts = tangents.map((column, k) => column[(index[k] as (i: number) => number)(i)] as number);
          const [actual] = f1(...at(i), ...ts) as [number];
          if (!close(actual, expected, tol.grad ?? tol))
            expect.fail(`${primitive.name} at (${at(i)}) along (${ts}): ${actual}, expected ${expected}`);
        });
      }
      vjp?.argnums.forEach((k, g) => {
        const partial = tangentOf(
          primitive,
          dtypes,
          params,
          operands.map((_, j) => j === k),
        );
        const sums = new Float64Array((columns[k] as number[]).length);
        numbers(vjp.ct[0] as Data).forEach((ct, i) => {
          const ts = operands.map(({ dtype }, j) => (j !== k ? 0 : dtype === "float32" ? Math.fround(ct) : ct));
          const here = (index[k] as (i: number) => number)(i);
          sums[here] = (sums[here] as number) + (partial(...at(i), ...ts)[0] as number);
        });
        numbers(vjp.grads[g] as Data).forEach((expected, i) => {
          if (!close(sums[i] as number, expected, tol.grad ?? tol))
            expect.fail(`gradient ${k} of ${primitive.name}: ${sums[i]}, expected ${expected}`);
        });
      });
    },
  );
});

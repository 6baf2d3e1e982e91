import { describe, expect, it } from "vitest";
import { arrayType, showType, type DType, type Shape } from "../ir/type.js";
import type { Primitive } from "../ir/primitive.js";
import { isLeft } from "#fp-ts/Either";
import { recordClosed } from "../trace/record.js";
import { and, not, shiftLeft } from "./bitwise.js";
import { eq, isFinite, lt } from "./compare.js";
import { bitcast, convert } from "./convert.js";
import { clamp, max } from "./extrema.js";
import { exp } from "./exponential.js";
import { integerPow } from "./power.js";
import { select } from "./select.js";
import { mul } from "./arithmetic.js";

const typeOf = <P extends object>(primitive: Primitive<P>, params: P, ...types: [DType, Shape][]): string => {
  const result = primitive.type(
    types.map(([dtype, shape]) => arrayType(dtype, shape)),
    params,
  );
  return isLeft(result) ? `${result.left.code}: ${result.left.what}` : result.right.map(showType).join(" ");
};

describe("types of pointwise primitives", () => {
  it("are those of the operands, or boolean", () => {
    expect(typeOf(exp, {}, ["float64", [2, 3]])).toBe("f64[2,3]");
    expect(typeOf(lt, {}, ["int8", [2]], ["int8", [2]])).toBe("bool[2]");
    expect(typeOf(eq, {}, ["complex64", []], ["complex64", []])).toBe("bool[]");
    expect(typeOf(isFinite, {}, ["float32", []])).toBe("bool[]");
    expect(typeOf(clamp, {}, ["uint8", [4]], ["uint8", [4]], ["uint8", [4]])).toBe("u8[4]");
    expect(typeOf(max, {}, ["bool", [4]], ["bool", [4]])).toBe("bool[4]");
    expect(typeOf(convert, { dtype: "int8" }, ["float32", [4]])).toBe("i8[4]");
    expect(typeOf(bitcast, { dtype: "uint32" }, ["float32", [4]])).toBe("u32[4]");
    expect(typeOf(select, {}, ["bool", [4]], ["int32", [4]], ["int32", [4]])).toBe("i32[4]");
    expect(typeOf(integerPow, { exponent: 3 }, ["uint8", [4]])).toBe("u8[4]");
  });
  it("are guarded", () => {
    expect(typeOf(exp, {}, ["int32", []])).toMatch(/^dtype: not defined for int32/);
    expect(typeOf(and, {}, ["float32", []], ["float32", []])).toMatch(/^dtype/);
    expect(typeOf(shiftLeft, {}, ["bool", []], ["bool", []])).toMatch(/^dtype/);
    expect(typeOf(max, {}, ["float32", []], ["float64", []])).toMatch(/^dtype: operands differ/);
    expect(typeOf(not, {}, ["bool", []], ["bool", []])).toMatch(/^argument: expected 1/);
    expect(typeOf(select, {}, ["int32", []], ["int32", []], ["int32", []])).toMatch(/^dtype: the predicate is int32/);
    expect(typeOf(select, {}, ["bool", [2]], ["int32", []], ["int32", []])).toMatch(/^shape/);
    expect(typeOf(select, {}, ["bool", []], ["int32", []])).toMatch(/^argument/);
    expect(typeOf(bitcast, { dtype: "float64" }, ["float32", []])).toMatch(
      /^dtype: the bits of float32 do not make float64/,
    );
    expect(typeOf(integerPow, { exponent: -1 }, ["int32", []])).toMatch(/^argument/);
    expect(typeOf(integerPow, { exponent: 0.5 }, ["float32", []])).toMatch(/^argument: the exponent 0.5/);
  });
});

describe("calls", () => {
  const names = (body: Parameters<typeof recordClosed>[2], ...types: [DType, Shape][]): string[] =>
    recordClosed(
      "test",
      types.map(([dtype, shape]) => arrayType(dtype, shape)),
      body,
    ).equations.map(({ primitive, outputs }) => `${primitive.name}: ${outputs.map(({ type }) => showType(type))}`);
  it("give numbers the type of the array beside them", () => {
    expect(names(([x]) => [mul(2, x as never)], ["float64", [3]])).toEqual(["constant: f64[3]", "mul: f64[3]"]);
    expect(names(([p, x]) => [select(p as never, x as never, 0)], ["bool", [3]], ["int8", [3]])).toEqual([
      "constant: i8[3]",
      "select: i8[3]",
    ]);
  });
  it("take parameters after the operands", () => {
    expect(names(([x]) => [convert(x as never, { dtype: "int32" })], ["float32", []])).toEqual(["convert: i32[]"]);
  });
});

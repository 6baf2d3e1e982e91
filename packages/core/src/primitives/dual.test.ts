import { describe, expect, it } from "vitest";
import type { Primitive } from "../ir/primitive.js";
import { BINARY, COMPARE, runBody, UNARY, type ScalarBody, type ScalarOps } from "../ir/scalar.js";
import { right } from "#fp-ts/Either";
import { mul } from "./arithmetic.js";
import { derivative, pointwise } from "./derived.js";
import { dual } from "./dual.js";

interface Printed {
  readonly text: string;
  readonly dtype?: string;
}

/** One more meaning of a scalar: how it is written. */
function printing(dtype: ScalarOps<Printed>["dtype"]): ScalarOps<Printed> {
  const call =
    (name: string) =>
    (...xs: Printed[]): Printed => ({ text: `${name}(${xs.map(({ text }) => text).join(", ")})` });
  const to =
    (name: string) =>
    (x: Printed, type: string): Printed => ({ text: `${name}_${type}(${x.text})`, dtype: type });
  return {
    ...Object.fromEntries([...UNARY, ...BINARY, ...COMPARE, "select", "isFinite"].map((name) => [name, call(name)])),
    dtype,
    convert: to("convert"),
    bitcast: to("bitcast"),
    lit: (value: number | boolean, type: string = dtype) => ({
      text: type === dtype ? `${value}` : `${value}:${type}`,
      dtype: type,
    }),
  } as unknown as ScalarOps<Printed>;
}

const print = (body: ScalarBody<object>, dtype: ScalarOps<Printed>["dtype"], ...xs: (string | Printed)[]): string[] =>
  runBody(
    body,
    printing(dtype),
    {},
    xs.map((x) => (typeof x === "string" ? { text: x } : x)),
  ).map(({ text }) => text);
const partial = (body: ScalarBody<object>, i: number, ...xs: (string | Printed)[]): string =>
  print(
    derivative(pointwise("f", { body }, xs.length) as Primitive, i).scalar as ScalarBody<object>,
    "float32",
    ...xs,
  )[0] as string;

describe("derivative", () => {
  it("does no work for zeros and ones", () => {
    expect(partial((s) => (x) => s.add(s.mul(x, s.lit(3)), s.lit(1)), 0, "x")).toBe("3");
    expect(partial((s) => (x) => s.mul(x, s.sin(x)), 0, "x")).toBe("add(sin(x), mul(cos(x), x))");
    expect(partial((s) => (x, y) => s.mul(s.exp(x), y), 1, "x", "y")).toBe("exp(x)");
    expect(partial((s) => (x) => s.mul(s.floor(x), s.lit(2)), 0, "x")).toBe("0");
    expect(partial((s) => (x, y) => s.select(s.lt(x, y), x, s.lit(0)), 0, "x", "y")).toBe("select(lt(x, y), 1, 0)");
  });
  it("is remembered, and named after the primitive", () => {
    expect(derivative(mul, 1)).toBe(derivative(mul, 1));
    expect(derivative(mul, 1).name).toBe("mul'1");
    expect(derivative(derivative(mul, 1), 0).name).toBe("mul'1'0");
  });
  it("follows the element types of scalars that name them", () => {
    const body: ScalarBody<object> = (s) => (p, x) =>
      s.select(p, s.sqrt(x), s.convert(s.convert(x, "float64"), "float32"));
    const masked = pointwise("masked", { body, type: ([, x]) => right([x as never]) }, 2);
    const of = derivative(masked as Primitive, 1).scalar as ScalarBody<object>;
    expect(print(of, "bool", { text: "p", dtype: "bool" }, { text: "x", dtype: "float32" })).toEqual([
      "select(p, div(0.5:float32, sqrt(x)), convert_float32(convert_float64(1:float32)))",
    ]);
  });
  it("gives the derivative of every result", () => {
    const body: ScalarBody<object> = (s) => (x) => [s.exp(x), s.lit(2), s.neg(x)];
    expect(
      print(derivative(pointwise("three", { body }) as Primitive, 0).scalar as ScalarBody<object>, "float64", "x"),
    ).toEqual(["exp(x)", "0", "neg(1)"]);
  });
  it("is zero for whole numbers", () => {
    const body = derivative(mul, 0).scalar as ScalarBody<object>;
    expect(print(body, "int32", "x", "y")).toEqual(["0"]);
  });
  it("names the fix where there is no body", () => {
    expect(() => derivative({ name: "opaque", type: () => right([]) }, 0)).toThrow(/opaque has no scalar body/);
  });
});

describe("dual", () => {
  it("nests without confusing the levels", () => {
    const s = printing("float32");
    const outer = dual(s);
    const inner = dual(outer);
    const x = inner.variable(outer.variable({ text: "x" }));
    const { tangent } = inner.mul(x, x);
    expect(tangent?.primal.text).toBe("add(x, x)");
    expect(tangent?.tangent?.text).toBe("add(1, 1)");
  });
});

import * as core from "@fluxion/core";
import { specialFunctions } from "./special/index.js";
import { derivative, type Primitive, type ScalarBody } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { tangentOf } from "../../test/scalar/element-program.js";
import { evaluateScalar } from "./steps.js";

/** Smooth points of each primitive's domain. */
const INSIDE: Record<string, readonly (readonly number[])[]> = {
  neg: [[0.3], [-2]],
  abs: [[0.3], [-2]],
  sign: [[0.3], [-2]],
  floor: [[0.3], [-2.4]],
  ceil: [[0.3], [-2.4]],
  round: [[0.3], [-2.4]],
  trunc: [[0.3], [-2.4]],
  sqrt: [[0.3], [7]],
  rsqrt: [[0.3], [7]],
  cbrt: [[0.3], [-7]],
  square: [[0.3], [-2]],
  exp: [[0.3], [-2]],
  exp2: [[0.3], [-2]],
  expm1: [[0.3], [-2]],
  log: [[0.3], [7]],
  log2: [[0.3], [7]],
  log10: [[0.3], [7]],
  log1p: [[0.3], [-0.7]],
  logistic: [[0.3], [-7], [12]],
  sin: [[0.3], [-2]],
  cos: [[0.3], [-2]],
  tan: [[0.3], [-2]],
  asin: [[0.3], [-0.8]],
  acos: [[0.3], [-0.8]],
  atan: [[0.3], [-3]],
  sinh: [[0.3], [-3]],
  cosh: [[0.3], [-3]],
  tanh: [[0.3], [-3]],
  asinh: [[0.3], [-3]],
  acosh: [[1.3], [4]],
  atanh: [[0.3], [-0.8]],
  erf: [[0.3], [-1.7]],
  erfc: [[0.3], [-1.7]],
  erfInv: [[0.3], [-0.8]],
  lgamma: [[0.3], [4.7], [-1.3]],
  digamma: [[0.3], [4.7], [-1.3]],
  trigamma: [[0.3], [4.7], [-1.3]],
  add: [[0.3, 2]],
  sub: [[0.3, 2]],
  mul: [[0.3, 2]],
  div: [
    [0.3, 2],
    [-3, -0.7],
  ],
  rem: [
    [7.3, 2],
    [-7.3, 2.1],
  ],
  pow: [
    [0.3, 2.2],
    [1.7, -3],
  ],
  max: [
    [0.3, 2],
    [2, 0.3],
  ],
  min: [
    [0.3, 2],
    [2, 0.3],
  ],
  atan2: [
    [0.3, 2],
    [-2, -0.4],
  ],
  clamp: [
    [-1, 0.3, 1],
    [-1, -3, 1],
    [-1, 3, 1],
  ],
};

type Body = ScalarBody<object>;
const primitiveOf = (name: string): Primitive => (core as unknown as Record<string, Primitive>)[name] as Primitive;
const float64 = (xs: readonly unknown[]) => xs.map(() => "float64" as const);
const run = (body: Body, xs: readonly number[]): number =>
  evaluateScalar(body, float64(xs), {}, specialFunctions)(...xs)[0] as number;

/** Central difference with one step of Richardson extrapolation. */
function slope(f: (x: number) => number, x: number, h: number): number {
  const central = (d: number): number => (f(x + d) - f(x - d)) / (2 * d);
  return (4 * central(h / 2) - central(h)) / 3;
}

const along = (body: Body, xs: readonly number[], i: number) => (x: number) =>
  run(
    body,
    xs.map((y, k) => (k === i ? x : y)),
  );
const expectClose = (actual: number, expected: number, what: string): void => {
  if (!(Math.abs(actual - expected) <= 2e-8 * (1 + Math.abs(expected))))
    expect.fail(`${what}: ${actual}, expected ${expected}`);
};

describe("derivatives of primitives in float64", () => {
  test.each(Object.entries(INSIDE))("%s", (name, points) => {
    const primitive = primitiveOf(name);
    for (const xs of points)
      xs.forEach((x, i) => {
        const first = derivative(primitive, i).scalar as Body;
        expectClose(
          run(first, xs),
          slope(along(primitive.scalar as Body, xs, i), x, 1e-3 * (1 + Math.abs(x))),
          `d ${name}(${xs})/d${i}`,
        );
        xs.forEach((y, j) => {
          const second = derivative(derivative(primitive, i), j).scalar as Body;
          expectClose(
            run(second, xs),
            slope(along(first, xs, j), y, 1e-3 * (1 + Math.abs(y))),
            `d² ${name}(${xs})/d${i}d${j}`,
          );
        });
      });
  });
  test("of the third order", () => {
    const third = [0, 0, 0].reduce((p: Primitive, i) => derivative(p, i) as Primitive, primitiveOf("sin"));
    expect(third.name).toBe("sin'0'0'0");
    expect(run(third.scalar as Body, [0.4])).toBeCloseTo(-Math.cos(0.4), 14);
  });
});

describe("the rules written by hand agree with those of scalars, at kinks and special values too", () => {
  const VALUES = [0, -0, 1, -1, 0.5, -2.5, 3, 1e-300, 1e300, -1e300, Infinity, -Infinity, NaN];
  const withRule = Object.keys(INSIDE).filter((name) => primitiveOf(name).jvp !== undefined && name !== "clamp");
  test.each(withRule)("%s", (name) => {
    const primitive = primitiveOf(name);
    const operands = (INSIDE[name]?.[0] ?? []).length;
    const points = operands === 1 ? VALUES.map((x) => [x]) : VALUES.flatMap((x) => VALUES.map((y) => [x, y]));
    for (let i = 0; i < operands; i++) {
      const active = Array.from({ length: operands }, (_, k) => k === i);
      const byHand = tangentOf(primitive, Array(operands).fill("float64"), {}, active);
      const derived = evaluateScalar(
        derivative(primitive, i).scalar as Body,
        Array(operands).fill("float64"),
        {},
        specialFunctions,
      );
      for (const xs of points) {
        const [a] = byHand(...xs, ...active.map(Number)) as [number];
        const [b] = derived(...xs) as [number];
        const same = a === b || (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= 1e-14 * Math.abs(b);
        if (!same) expect.fail(`${name}'${i}(${xs}): by hand ${a}, derived ${b}`);
      }
    }
  });
});

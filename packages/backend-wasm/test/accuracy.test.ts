/** Mathematics stays within its bounds: units in the last place against the host's float64 functions, and the same infinities and NaN. */
import { describe, expect, test } from "vitest";
import type { OperationName } from "../src/lanes/names.js";
import { MATH } from "../src/math/index.js";
import { evaluator, ulps } from "./ulps.js";

/** n numbers 2^e with exponents spread evenly. */
const spread = (n: number, low: number, high: number): number[] =>
  Array.from({ length: n }, (_, i) => 2 ** (low + ((high - low) * (i + 0.37)) / n));
const both = (xs: readonly number[]): number[] => [...xs, ...xs.map((x) => -x)];
const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  1e-310,
  1.5e-45,
  3e-39,
  -3e-39,
  1e300,
  88.7,
  88.73,
  709.78,
  709.79,
  -745.1,
  -87.4,
  -103.9,
  3.4e38,
];
const ANY = [...both(spread(20000, -40, 12)), ...both(spread(3000, -126, 127)), ...SPECIAL];
const POSITIVE = [...spread(20000, -3, 3), ...spread(20000, -149, 127.9), ...SPECIAL];
const UNIT = ANY.map((x) => (Math.abs(x) > 1.5 && Number.isFinite(x) ? 1 / x : x));
const FAR = both(spread(4000, 10, 1020));

const CASES: readonly (readonly [name: OperationName, reference: (x: number) => number, xs: readonly number[]])[] = [
  ["exp", Math.exp, ANY],
  ["exp2", (x) => 2 ** x, ANY],
  ["expm1", Math.expm1, ANY],
  ["log", Math.log, POSITIVE],
  ["log1p", Math.log1p, [...ANY, ...spread(5000, -20, -0.0001).map((x) => -x)]],
  ["log2", Math.log2, POSITIVE],
  ["log10", Math.log10, POSITIVE],
  ["tanh", Math.tanh, ANY],
  ["sinh", Math.sinh, ANY],
  ["cosh", Math.cosh, ANY],
  ["asinh", Math.asinh, ANY],
  ["acosh", Math.acosh, [...POSITIVE, ...spread(5000, -20, 4).map((x) => 1 + x)]],
  ["atanh", Math.atanh, UNIT],
  ["sin", Math.sin, [...ANY, ...FAR]],
  ["cos", Math.cos, [...ANY, ...FAR]],
  ["tan", Math.tan, [...ANY, ...FAR]],
  ["asin", Math.asin, UNIT],
  ["acos", Math.acos, UNIT],
  ["atan", Math.atan, ANY],
  ["cbrt", Math.cbrt, ANY],
];

/** The host's own functions are within one unit of the true value; ours are within two. */
const BOUND = { float32: 2, float64: 3 } as const;

describe.each([
  ["float32", Float32Array],
  ["float64", Float64Array],
] as const)("%s", (dtype, make) => {
  test.each(CASES)("%s", (name, reference, xs) => {
    const input = new make(xs);
    const got = evaluator(MATH[dtype][name], 1)(input);
    const errors = Array.from(got, (y, i) => ulps(dtype, y, reference(input[i] as number)));
    const worst = errors.reduce((most, error, i) => (error > (errors[most] as number) ? i : most), 0);
    expect({ x: input[worst], error: errors[worst] }).toSatisfy(
      ({ error }: { error: number }) => error <= BOUND[dtype],
    );
  });

  test.each([
    ["atan2", Math.atan2],
    ["rem", (x: number, y: number) => x % y],
    // C's pow; JavaScript's gives NaN for 1^NaN, 1^±∞ and (−1)^±∞.
    ["pow", (x: number, y: number) => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y)],
  ] as const)("%s", (name, reference) => {
    const pairs = SPECIAL.flatMap((x) => [...SPECIAL, 3, -3, 7, 1025, 2 ** 60].map((y) => [x, y] as const));
    let seed = 1;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const ordinary = Array.from({ length: 20000 }, () => {
      const x = (random() - 0.5) * 2 ** (random() * 40 - 20);
      return [name === "pow" ? Math.abs(x) : x, (random() - 0.5) * 2 ** (random() * 20 - 10)] as const;
    });
    const all = [...pairs, ...ordinary];
    const [xs, ys] = [new make(all.map(([x]) => x)), new make(all.map(([, y]) => y))];
    const got = evaluator(MATH[dtype][name], 2)(xs, ys);
    const errors = Array.from(got, (y, i) => ulps(dtype, y, reference(xs[i] as number, ys[i] as number)));
    const worst = errors.reduce((most, error, i) => (error > (errors[most] as number) ? i : most), 0);
    expect({ x: xs[worst], y: ys[worst], error: errors[worst] }).toSatisfy(
      ({ error }: { error: number }) => error <= BOUND[dtype],
    );
  });
});

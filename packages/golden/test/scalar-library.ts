/** A library of scalars with derivatives by differences: enough to test the runner without arrays. */
import type { Callable } from "../src/library/api.js";
import type { Library } from "../src/library/library.js";

class Scalar {
  constructor(readonly value: number) {}
}
class Refusal extends Error {}

const value = (x: unknown): number => (x instanceof Scalar ? x.value : Number(x));
const lift =
  (f: (...xs: number[]) => number): Callable =>
  (...xs) =>
    new Scalar(f(...xs.map(value)));
const first = (x: unknown): number => value(Array.isArray(x) ? x[0] : x);
const STEP = 1e-4;

/** The derivative along the tangents; exact for polynomials up to degree 2. */
const slope = (f: Callable, primals: readonly unknown[], tangents: readonly number[]): Scalar => {
  const at = (t: number): number => first(f(...primals.map((x, i) => new Scalar(value(x) + t * (tangents[i] ?? 0)))));
  return new Scalar(Math.round(((at(STEP) - at(-STEP)) / (2 * STEP)) * 1e6) / 1e6);
};

export const scalarLibrary: Library = {
  api: {
    np: {
      add: lift((a, b) => a + b),
      square: lift((a) => a * a),
      power: lift((a, b) => a ** b),
      greater: lift((a, b) => Number(a > b)),
      refuse: () => {
        throw new Refusal("no");
      },
      crash: () => {
        throw new TypeError("oops");
      },
    },
  },
  dtypes: new Set(["float64"]),
  array: ({ data }) => new Scalar(data[0] ?? Number.NaN),
  isArray: (x) => x instanceof Scalar,
  dtypeOf: () => "float64",
  shapeOf: () => [],
  item: value,
  read: (x) => ({ dtype: "float64", shape: [], data: [value(x)] }),
  weak: ({ re }) => re,
  index: () => {
    throw new Refusal("scalars have no elements");
  },
  at: () => ({}),
  vjp: (f, primals) => [
    f(...primals),
    (ct) =>
      primals.map(
        (_, i) =>
          new Scalar(
            slope(
              f,
              primals,
              primals.map((__, j) => Number(i === j)),
            ).value * first(ct),
          ),
      ),
  ],
  jvp: (f, primals, tangents) => [f(...primals), slope(f, primals, tangents.map(value))],
  isTypedError: (error) => error instanceof Refusal,
};

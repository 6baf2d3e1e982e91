/**
 * Numbers that carry derivatives to any depth, in plain JavaScript: the reference for compositions of transforms. A dual number
 * belongs to the derivative being taken that made it (its level), so derivatives within derivatives never mix.
 * Source: J. M. Siskind and B. A. Pearlmutter, "Nesting forward-mode AD in a functional framework" (2008).
 */
export type HostNumber = number | Dual;

interface Dual {
  readonly level: number;
  readonly primal: HostNumber;
  readonly tangent: HostNumber;
}

const levelOf = (x: HostNumber): number => (typeof x === "number" ? 0 : x.level);
const primalAt = (x: HostNumber, level: number): HostNumber => (levelOf(x) === level ? (x as Dual).primal : x);
const tangentAt = (x: HostNumber, level: number): HostNumber => (levelOf(x) === level ? (x as Dual).tangent : 0);

type Binary = (x: HostNumber, y: HostNumber) => HostNumber;

/** An operation on numbers, with how the tangents of both operands enter the result. */
const binary =
  (
    value: (x: number, y: number) => number,
    push: (x: HostNumber, y: HostNumber, dx: HostNumber, dy: HostNumber) => HostNumber,
  ): Binary =>
  (x, y) => {
    if (typeof x === "number" && typeof y === "number") return value(x, y);
    const level = Math.max(levelOf(x), levelOf(y));
    const [px, py] = [primalAt(x, level), primalAt(y, level)];
    const same = binary(value, push);
    return { level, primal: same(px, py), tangent: push(px, py, tangentAt(x, level), tangentAt(y, level)) };
  };

export const add: Binary = binary(
  (x, y) => x + y,
  (_, __, dx, dy) => add(dx, dy),
);
export const mul: Binary = binary(
  (x, y) => x * y,
  (x, y, dx, dy) => add(mul(dx, y), mul(x, dy)),
);
export const div: Binary = binary(
  (x, y) => x / y,
  (x, y, dx, dy) => div(add(dx, mul(mul(-1, div(x, y)), dy)), y),
);

const unary =
  (value: (x: number) => number, slope: (x: HostNumber) => HostNumber) =>
  (x: HostNumber): HostNumber => {
    if (typeof x === "number") return value(x);
    const { level, primal, tangent } = x;
    return { level, primal: unary(value, slope)(primal), tangent: mul(slope(primal), tangent) };
  };

export const sin: (x: HostNumber) => HostNumber = unary(Math.sin, (x) => cos(x));
export const cos: (x: HostNumber) => HostNumber = unary(Math.cos, (x) => mul(-1, sin(x)));

export const sum = (xs: readonly HostNumber[]): HostNumber => xs.reduce(add, 0);

/** The number without its derivatives. */
export const numberOf = (x: HostNumber): number => (typeof x === "number" ? x : numberOf(x.primal));

export type HostFunction = (xs: readonly HostNumber[]) => HostNumber[];

let depth = 0;

/** The derivative of `f` at `xs` along `vs`. */
export function derivative(f: HostFunction, xs: readonly HostNumber[], vs: readonly HostNumber[]): HostNumber[] {
  const level = ++depth;
  try {
    const moving = xs.map((primal, i): HostNumber => ({ level, primal, tangent: vs[i] as HostNumber }));
    return f(moving).map((y) => tangentAt(y, level));
  } finally {
    depth--;
  }
}

/** The transposed derivative of `f` at `xs`, applied to `us`: one forward derivative per input. */
export const pulled = (f: HostFunction, xs: readonly HostNumber[], us: readonly HostNumber[]): HostNumber[] =>
  xs.map((_, i) => {
    const column = derivative(
      f,
      xs,
      xs.map((__, k) => (k === i ? 1 : 0)),
    );
    return sum(column.map((y, k) => mul(y, us[k] as HostNumber)));
  });

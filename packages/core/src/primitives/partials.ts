/**
 * The derivative rule of every scalar operation, at the level of one scalar: what a tangent becomes. Conventions at kinks
 * are those of the primitives of the same names. `null`: the derivative is zero.
 */
import type { BinaryName, Scalar, ScalarOps, UnaryName } from "../ir/scalar.js";
import { trigammaOf } from "./trigamma.js";

/** What a rule works with. */
export interface Calculus {
  readonly s: ScalarOps<Scalar>;
  /** A constant of the operand's type. */
  n(value: number): Scalar;
  /** Product with a tangent; nothing is done for a tangent that is 1. */
  scale(t: Scalar, factor: Scalar): Scalar;
}

type UnaryRule = (c: Calculus, t: Scalar, x: Scalar, ans: Scalar) => Scalar;
export type BinaryRule = (c: Calculus, t: Scalar, x: Scalar, y: Scalar, ans: Scalar) => Scalar;

const TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);
const square = ({ s }: Calculus, x: Scalar): Scalar => s.mul(x, x);
/** 1 − x², without cancellation near ±1. */
const complement = ({ s, n }: Calculus, x: Scalar): Scalar => s.mul(s.sub(n(1), x), s.add(n(1), x));
const bell = (c: Calculus, factor: number, x: Scalar): Scalar => c.s.mul(c.n(factor), c.s.exp(c.s.neg(square(c, x))));

export const UNARY_RULES: Record<UnaryName, UnaryRule | null> = {
  neg: ({ s }, t) => s.neg(t),
  abs: ({ s, n }, t, x) => s.select(s.ge(x, n(0)), t, s.neg(t)),
  sign: null,
  floor: null,
  ceil: null,
  round: null,
  trunc: null,
  sqrt: ({ s, n, scale }, t, _, ans) => scale(t, s.div(n(0.5), ans)),
  rsqrt: ({ s, n, scale }, t, x, ans) => scale(t, s.mul(n(-0.5), s.div(ans, x))),
  cbrt: (c, t, _, ans) => c.scale(t, c.s.div(c.n(1 / 3), square(c, ans))),
  exp: ({ scale }, t, _, ans) => scale(t, ans),
  exp2: ({ s, n, scale }, t, _, ans) => scale(t, s.mul(ans, n(Math.LN2))),
  expm1: ({ s, n, scale }, t, _, ans) => scale(t, s.add(ans, n(1))),
  log: ({ s }, t, x) => s.div(t, x),
  log2: ({ s, n }, t, x) => s.div(t, s.mul(x, n(Math.LN2))),
  log10: ({ s, n }, t, x) => s.div(t, s.mul(x, n(Math.LN10))),
  log1p: ({ s, n }, t, x) => s.div(t, s.add(x, n(1))),
  sin: ({ s, scale }, t, x) => scale(t, s.cos(x)),
  cos: ({ s, scale }, t, x) => s.neg(scale(t, s.sin(x))),
  tan: (c, t, _, ans) => c.scale(t, c.s.add(c.n(1), square(c, ans))),
  asin: (c, t, x) => c.scale(t, c.s.rsqrt(complement(c, x))),
  acos: (c, t, x) => c.s.neg(c.scale(t, c.s.rsqrt(complement(c, x)))),
  atan: (c, t, x) => c.s.div(t, c.s.add(c.n(1), square(c, x))),
  sinh: ({ s, scale }, t, x) => scale(t, s.cosh(x)),
  cosh: ({ s, scale }, t, x) => scale(t, s.sinh(x)),
  tanh: (c, t, _, ans) => c.scale(t, complement(c, ans)),
  asinh: (c, t, x) => c.scale(t, c.s.rsqrt(c.s.add(square(c, x), c.n(1)))),
  acosh: ({ s, n, scale }, t, x) => scale(t, s.rsqrt(s.mul(s.sub(x, n(1)), s.add(x, n(1))))),
  atanh: (c, t, x) => c.s.div(t, complement(c, x)),
  erf: (c, t, x) => c.scale(t, bell(c, TWO_BY_ROOT_PI, x)),
  erfc: (c, t, x) => c.scale(t, bell(c, -TWO_BY_ROOT_PI, x)),
  erfInv: (c, t, _, ans) => c.scale(t, c.s.mul(c.n(1 / TWO_BY_ROOT_PI), c.s.exp(square(c, ans)))),
  lgamma: ({ s, scale }, t, x) => scale(t, s.digamma(x)),
  digamma: ({ s, n, scale }, t, x) => scale(t, trigammaOf(s, n, x)),
  not: null,
  populationCount: null,
  clz: null,
};

/** All of the tangent where the operand is the result, half where both are. */
const share: (mine: "x" | "y") => BinaryRule =
  (mine) =>
  ({ s, n, scale }, t, x, y, ans) => {
    const isX = s.eq(x, ans);
    const isY = s.eq(y, ans);
    const [own, other] = mine === "x" ? [isX, isY] : [isY, isX];
    return scale(t, s.select(own, s.select(other, n(0.5), n(1)), n(0)));
  };
const radius = (c: Calculus, x: Scalar, y: Scalar): Scalar => c.s.add(square(c, x), square(c, y));

/** One rule per operand. */
export const BINARY_RULES: Record<BinaryName, readonly [BinaryRule | null, BinaryRule | null]> = {
  add: [(_, t) => t, (_, t) => t],
  sub: [(_, t) => t, ({ s }, t) => s.neg(t)],
  mul: [({ scale }, t, _, y) => scale(t, y), ({ scale }, t, x) => scale(t, x)],
  div: [({ s }, t, _, y) => s.div(t, y), ({ s, scale }, t, _, y, ans) => s.neg(scale(t, s.div(ans, y)))],
  rem: [(_, t) => t, ({ s, scale }, t, x, y, ans) => s.neg(scale(t, s.round(s.div(s.sub(x, ans), y))))],
  pow: [
    ({ s, n, scale }, t, x, y) => scale(t, s.mul(y, s.pow(x, s.sub(y, n(1))))),
    ({ s, n, scale }, t, x, _, ans) => scale(t, s.mul(s.log(s.select(s.eq(x, n(0)), n(1), x)), ans)),
  ],
  max: [share("x"), share("y")],
  min: [share("x"), share("y")],
  atan2: [
    (c, t, y, x) => c.scale(t, c.s.div(x, radius(c, y, x))),
    (c, t, y, x) => c.s.neg(c.scale(t, c.s.div(y, radius(c, y, x)))),
  ],
  nextafter: [null, null],
  and: [null, null],
  or: [null, null],
  xor: [null, null],
  shiftLeft: [null, null],
  shiftRightArithmetic: [null, null],
  shiftRightLogical: [null, null],
};

/**
 * exp and its relatives: x = k log 2 + r with |r| ≤ ½ log 2, Taylor's series of exp(r), and a scaling by 2^k.
 * Source: W. J. Cody and W. Waite, "Software Manual for the Elementary Functions" (1980), chapter 6.
 */
import type { V128 } from "../emit/index.js";
import type { VectorOperation } from "../lanes/names.js";
import type { Scope } from "../lanes/value.js";
import { choose, polynomial, powerOfTwo, scale, toInteger, type Precision } from "./precision.js";

/** 1/2!, 1/3!, …: the series of (exp(r) − 1 − r)/r². */
export function factorials(terms: number): number[] {
  const series: number[] = [];
  for (let n = 2, inverse = 0.5; n < terms + 2; n++, inverse /= n) series.push(inverse);
  return series;
}

interface Reduced {
  /** exp(r) − 1. */
  readonly fraction: V128;
  readonly exponent: V128;
}

/** The remainder after r^7/7! is below 6e-9 (float32), after r^13/13! below 5e-18 (float64). */
function reduce(scope: Scope, p: Precision, x: V128): Reduced {
  const { code } = scope;
  const whole = code.let(p.nearest(p.mul(x, p.of(Math.LOG2E))));
  const [high, low] = p.ln2;
  const r = code.let(p.sub(p.sub(x, p.mul(whole, p.of(high))), p.mul(whole, p.of(low))));
  const series = code.let(polynomial(scope, p, r, factorials(p.pick(6, 12))));
  const square = code.let(p.mul(r, r));
  return { fraction: code.let(p.add(r, p.mul(square, series))), exponent: code.let(toInteger(p, whole)) };
}

const clamp = ({ code }: Scope, p: Precision, x: V128, low: number, high: number): V128 =>
  code.let(p.min(p.max(x, p.of(low)), p.of(high)));

export const exp =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { fraction, exponent } = reduce(scope, p, clamp(scope, p, x, p.pick(-104, -746), p.pick(89, 710)));
    return scale(scope, p, scope.code.let(p.add(p.of(1), fraction)), exponent);
  };

/** 2^x: the whole part of x is the exponent, the rest times log 2 the argument of the series. */
export const exp2 =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const clamped = clamp(scope, p, x, p.pick(-151, -1076), p.pick(129, 1025));
    const whole = code.let(p.nearest(clamped));
    const rest = code.let(p.sub(clamped, whole));
    const [high, low] = p.ln2;
    // The product with log 2 in two parts: what the first rounds away would be half a unit of the result.
    const r = code.let(p.add(p.mul(rest, p.of(high)), p.mul(rest, p.of(low))));
    const series = code.let(polynomial(scope, p, r, factorials(p.pick(6, 12))));
    const fraction = p.add(r, p.mul(code.let(p.mul(r, r)), series));
    return scale(scope, p, code.let(p.add(p.of(1), fraction)), code.let(toInteger(p, whole)));
  };

/** exp(x) − 1 = 2 (2^(k−1) (exp(r) − 1) + (2^(k−1) − ½)), exact where k = 0. */
export const expm1 =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const { fraction, exponent } = reduce(scope, p, clamp(scope, p, x, p.pick(-40, -60), p.pick(89, 710)));
    const half = code.let(powerOfTwo(p, p.addBits(exponent, p.bits(-1n))));
    const sum = p.add(p.mul(half, fraction), p.sub(half, p.of(0.5)));
    const tiny = p.lt(p.abs(x), p.of(p.pick(2 ** -26, 2 ** -55)));
    return choose(tiny, x, p.mul(p.of(2), sum));
  };

/** ½ exp(x), for hyperbolic functions: it overflows only where they do. */
export function halfExp(scope: Scope, p: Precision, x: V128): V128 {
  const { fraction, exponent } = reduce(scope, p, clamp(scope, p, x, p.pick(-104, -746), p.pick(90, 711)));
  return scale(scope, p, scope.code.let(p.add(p.of(1), fraction)), p.addBits(exponent, p.bits(-1n)));
}

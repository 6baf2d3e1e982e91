/**
 * log and its relatives: x = 2^k (1 + f) with 1 + f between √½ and √2, s = f/(2 + f), and the series of
 * log((1 + s)/(1 − s)) in s². Source: K. C. Ng's analysis for fdlibm's log, of the sum that keeps the rounding of f small.
 */
import { v128, type V128 } from "../emit/index.js";
import type { VectorOperation } from "../lanes/names.js";
import type { Scope } from "../lanes/value.js";
import { choose, fromInteger, polynomial, type Precision } from "./precision.js";

/** 2/3, 2/5, …. */
const odd = (terms: number): number[] => Array.from({ length: terms }, (_, n) => 2 / (2 * n + 3));

export interface Split {
  /** k, as a float. */
  readonly exponent: V128;
  /** 1 + f. */
  readonly fraction: V128;
}

/** Subnormal numbers are scaled first. */
export function split({ code }: Scope, p: Precision, x: V128): Split {
  const shift = p.mantissa + 2;
  const subnormal = code.let(p.lt(x, p.of(2 ** (1 - p.bias))));
  const normal = code.let(choose(subnormal, p.mul(x, p.of(2 ** shift)), x));
  const rootHalf = p.dtype === "float32" ? 0x3f3504f3n : 0x3fe6a09e667f3bcdn;
  const k = code.let(p.shiftRight(p.subBits(normal, p.bits(rootHalf)), p.mantissa));
  const fraction = code.let(p.subBits(normal, p.shiftLeft(k, p.mantissa)));
  const offset = choose(subnormal, p.of(-shift), p.of(0));
  return { exponent: code.let(p.add(fromInteger(p, k), offset)), fraction };
}

interface Series {
  readonly f: V128;
  /** f²/2. */
  readonly halfSquare: V128;
  /** s (f²/2 + R): log(1 + f) = f − (f²/2 − this). */
  readonly correction: V128;
}

/** z ≤ 0.0295: the remainder after 4 terms is below 2e-9 of the result (float32), after 10 below 3e-17 (float64). */
function series(scope: Scope, p: Precision, f: V128): Series {
  const { code } = scope;
  const s = code.let(p.div(f, p.add(p.of(2), f)));
  const z = code.let(p.mul(s, s));
  const rest = p.mul(z, polynomial(scope, p, z, odd(p.pick(4, 11))));
  const halfSquare = code.let(p.mul(p.of(0.5), p.mul(f, f)));
  return { f, halfSquare, correction: code.let(p.mul(s, p.add(halfSquare, rest))) };
}

/** Below zero and NaN: NaN; at zero −∞; at ∞ itself. */
function edges(p: Precision, x: V128, result: V128): V128 {
  const positive = choose(p.lt(x, p.of(Infinity)), result, x);
  const nonzero = choose(p.eq(x, p.of(0)), p.of(-Infinity), positive);
  return choose(p.lt(x, p.of(0)), p.of(NaN), nonzero);
}

export const log =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const { exponent, fraction } = split(scope, p, x);
    const { f, halfSquare, correction } = series(scope, p, code.let(p.sub(fraction, p.of(1))));
    const [high, low] = p.ln2;
    const small = p.sub(halfSquare, p.add(correction, p.mul(exponent, p.of(low))));
    return edges(p, x, code.let(p.sub(p.mul(exponent, p.of(high)), p.sub(small, f))));
  };

/** log(1 + x): what 1 + x rounds away is added as its share of the result. */
export const log1p =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const sum = code.let(p.add(p.of(1), x));
    const { exponent, fraction } = split(scope, p, sum);
    const { f, halfSquare, correction } = series(scope, p, code.let(p.sub(fraction, p.of(1))));
    const large = p.ge(p.abs(x), p.of(1));
    const lost = choose(large, p.sub(p.of(1), p.sub(sum, x)), p.sub(x, p.sub(sum, p.of(1))));
    const [high, low] = p.ln2;
    const tail = p.add(p.mul(exponent, p.of(low)), p.div(lost, sum));
    const small = p.sub(halfSquare, p.add(correction, tail));
    const result = code.let(p.sub(p.mul(exponent, p.of(high)), p.sub(small, f)));
    const whole = choose(p.lt(p.abs(x), p.of(p.pick(2 ** -26, 2 ** -55))), x, result);
    const positive = choose(p.lt(x, p.of(Infinity)), whole, x);
    const above = choose(p.eq(x, p.of(-1)), p.of(-Infinity), positive);
    return choose(p.lt(x, p.of(-1)), p.of(NaN), above);
  };

type Parts = readonly [high: number, low: number];

/**
 * The logarithm to another base: log(1 + f) times a constant plus k times one, both in two parts. The leading bits of f − f²/2
 * and those of the constant are so few that their product is exact.
 */
const toBase =
  (p: Precision, perUnit: Parts, perExponent: Parts): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const { exponent, fraction } = split(scope, p, x);
    const { f, halfSquare, correction } = series(scope, p, code.let(p.sub(fraction, p.of(1))));
    const leading = p.bits(-1n << BigInt(p.pick(12, 32)));
    const high = code.let(v128.and(p.sub(f, halfSquare), leading));
    const low = code.let(p.add(p.sub(p.sub(f, high), halfSquare), correction));
    const small = p.add(p.mul(p.add(low, high), p.of(perUnit[1])), p.mul(low, p.of(perUnit[0])));
    const main = code.let(p.mul(high, p.of(perUnit[0])));
    const base = code.let(p.mul(exponent, p.of(perExponent[0])));
    const top = code.let(p.add(base, main));
    const lost = choose(p.gt(p.abs(base), p.abs(main)), p.add(p.sub(base, top), main), p.add(p.sub(main, top), base));
    const rest = p.add(small, p.mul(exponent, p.of(perExponent[1])));
    return edges(p, x, code.let(p.add(top, p.add(lost, rest))));
  };

const LOG2E: Readonly<Record<Precision["dtype"], Parts>> = {
  float32: [1.4423828125, 3.1222838896340733e-4],
  float64: [1.4426946640014648, 3.768874985636099e-7],
};
const LOG10E: Readonly<Record<Precision["dtype"], Parts>> = {
  float32: [0.4342041015625, 9.038034075182765e-5],
  float64: [0.4342944622039795, 1.9699272335463627e-8],
};
const LOG10_2: Readonly<Record<Precision["dtype"], Parts>> = {
  float32: [0.301025390625, 4.605038981195214e-6],
  float64: [0.30102992057800293, 7.508597826552624e-8],
};

export const log2 = (p: Precision): VectorOperation => toBase(p, LOG2E[p.dtype], [1, 0]);
export const log10 = (p: Precision): VectorOperation => toBase(p, LOG10E[p.dtype], LOG10_2[p.dtype]);

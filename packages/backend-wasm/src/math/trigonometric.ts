/**
 * sin, cos and tan of float64: x = n π/2 + r in the precision that no float64 is too near a multiple of π/2 for, then Taylor's
 * series on |r| ≤ π/4. Far out the reduction has its own function: see reduction.ts.
 * Source: W. J. Cody and W. Waite, "Software Manual for the Elementary Functions" (1980), chapter 8.
 */
import { f64x2, i64x2, i32, v128, type V128 } from "../emit/index.js";
import type { Scope } from "../lanes/value.js";
import { f64s, i64s } from "../lanes/constants.js";
import { choose, DOUBLE, polynomial, toInteger } from "./precision.js";
import { reduceFar } from "./reduction.js";

/** π/2 in three parts; the first two have 33 bits, so that products with n < 2^20 are exact. */
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;
/** Up to here n < 2^20. */
const NEAR = 1.6e6;

export interface Reduced {
  /** The remainder, and what it lacks. */
  readonly rest: V128;
  readonly tail: V128;
  /** n, as an integer. */
  readonly quadrant: V128;
}

/** x modulo π/2. */
export function reduceAngle(scope: Scope, x: V128): Reduced {
  const { code } = scope;
  const angle = code.local("v128", x);
  const start = code.local("v128", f64s(0));
  const far = code.let(v128.andnot(f64x2.gt(f64x2.abs(x), f64s(NEAR)), f64x2.eq(f64x2.abs(x), f64s(Infinity))));
  code.if(v128.anyTrue(far), () => reduceFar(scope, angle, start, far));
  const n = code.let(f64x2.nearest(f64x2.mul(angle, f64s(2 / Math.PI))));
  const [first, second, third] = HALF_PI;
  const a = code.let(f64x2.sub(angle, f64x2.mul(n, f64s(first))));
  const b = code.let(f64x2.mul(n, f64s(second)));
  const r = code.let(f64x2.sub(a, b));
  const lost = f64x2.sub(f64x2.sub(a, r), b);
  const c = code.let(f64x2.mul(n, f64s(third)));
  const small = code.let(f64x2.sub(f64x2.add(lost, start), c));
  const rest = code.let(f64x2.add(r, small));
  const tail = code.let(f64x2.add(f64x2.sub(r, rest), small));
  return { rest, tail, quadrant: code.let(toInteger(DOUBLE, n)) };
}

/** (−1)^n/(2n + 1)! from n = 1, and (−1)^n/(2n)! from n = 2. */
function series(first: number, terms: number): number[] {
  const list: number[] = [];
  let factorial = 1;
  for (let n = 2; n <= first; n++) factorial *= n;
  for (let i = 0, sign = first % 4 < 2 ? 1 : -1; i < terms; i++, sign = -sign) {
    list.push(sign / factorial);
    factorial *= (first + 2 * i + 1) * (first + 2 * i + 2);
  }
  return list;
}
/** The remainders are below 1e-19 and 3e-18. */
const SINE = series(3, 8);
const COSINE = series(4, 7);

export interface Pair {
  readonly sine: V128;
  readonly cosine: V128;
}

/** sin(r + t) = sin r + t cos r, cos(r + t) = cos r − t sin r, for the tail t of a reduced angle. */
export function sineAndCosine(scope: Scope, rest: V128, tail: V128): Pair {
  const { code } = scope;
  const square = code.let(f64x2.mul(rest, rest));
  const half = code.let(f64x2.mul(square, f64s(0.5)));
  const cubic = f64x2.mul(f64x2.mul(square, rest), polynomial(scope, DOUBLE, square, SINE));
  const sine = code.let(f64x2.add(rest, f64x2.add(f64x2.mul(tail, f64x2.sub(f64s(1), half)), cubic)));
  const quartic = f64x2.mul(f64x2.mul(square, square), polynomial(scope, DOUBLE, square, COSINE));
  const near = code.let(f64x2.sub(f64s(1), half));
  const lost = f64x2.sub(f64x2.sub(f64s(1), near), half);
  const cosine = code.let(f64x2.add(near, f64x2.add(lost, f64x2.sub(quartic, f64x2.mul(rest, tail)))));
  return { sine, cosine };
}

const odd = (n: V128): V128 => i64x2.eq(v128.and(n, i64s(1n)), i64s(1n));
/** The sign bit of (−1)^⌊n/2⌋. */
const flips = (n: V128): V128 => v128.and(i64x2.shl(n, i32.const(62)), f64s(-0));

function evaluate(scope: Scope, x: V128): Reduced & Pair {
  const reduced = reduceAngle(scope, x);
  return { ...reduced, ...sineAndCosine(scope, reduced.rest, reduced.tail) };
}

export const sin = (scope: Scope, x: V128): V128 => {
  const { sine, cosine, quadrant } = evaluate(scope, x);
  const value = scope.code.let(v128.xor(choose(odd(quadrant), cosine, sine), flips(quadrant)));
  return choose(f64x2.eq(x, f64s(0)), x, value);
};

export const cos = (scope: Scope, x: V128): V128 => {
  const { sine, cosine, quadrant } = evaluate(scope, x);
  const next = scope.code.let(i64x2.add(quadrant, i64s(1n)));
  return v128.xor(choose(odd(next), cosine, sine), flips(next));
};

export const tan = (scope: Scope, x: V128): V128 => {
  const { sine, cosine, quadrant } = evaluate(scope, x);
  const { code } = scope;
  const turned = code.let(odd(quadrant));
  const ratio = code.let(f64x2.div(choose(turned, f64x2.neg(cosine), sine), choose(turned, sine, cosine)));
  return choose(f64x2.eq(x, f64s(0)), x, ratio);
};

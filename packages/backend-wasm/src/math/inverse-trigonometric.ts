/**
 * asin, acos, atan and atan2 of float64, from series near zero and identities elsewhere. The coefficients are our own: Chebyshev
 * interpolation in 60 digits, with relative errors below 1e-18.
 */
import { f64x2, v128, type V128 } from "../emit/index.js";
import { f64s, i64s } from "../lanes/constants.js";
import type { VectorOperation } from "../lanes/names.js";
import type { Scope } from "../lanes/value.js";
import { choose, DOUBLE, polynomial } from "./precision.js";

const { abs, add, div, eq, gt, le, lt, max, min, mul, sqrt, sub } = f64x2;

/** (asin(s)/s − 1)/s² in s², for s ≤ ½. */
const ARCSINE = [
  0.16666666666666666, 0.07500000000000119, 0.04464285714254847, 0.030381944475855856, 0.022372157427705222,
  0.017352816997695017, 0.013963771548009896, 0.011566564202171593, 0.009620961262630293, 0.009324648476317874,
  0.003025114017467497, 0.019603931107993144, -0.019313465666024356, 0.029658061303905716,
];
/** (atan(s)/s − 1)/s² in s², for s ≤ √2 − 1. */
const ARCTANGENT = [
  -0.3333333333333333, 0.19999999999999993, -0.14285714285711515, 0.11111111110754218, -0.09090909066979425,
  0.07692306734927001, -0.06666641996244854, 0.05881924906427421, -0.05258038193993904, 0.04719373571989158,
  -0.04104349551664522, 0.030633694931617585, -0.01391619613961017,
];
/** What π/2, π/4 and π lack as float64. */
const HALF_PI_REST = 6.123233995736766e-17;
const QUARTER_PI_REST = 3.061616997868383e-17;
const PI_REST = 1.2246467991473532e-16;

const LEADING = i64s(-1n << 27n);
const withSign = (magnitude: V128, sign: V128): V128 => v128.bitselect(sign, magnitude, f64s(-0));

interface Arcsine {
  /** s², s and what s lacks, where asin(s) is asked for. */
  readonly s: V128;
  readonly high: V128;
  readonly low: V128;
  /** s³ P(s²): asin(s) − s. */
  readonly rest: V128;
  readonly inner: V128;
}

/** Up to ½ the argument itself; beyond √((1 − |x|)/2), of which the leading bits have an exact square. */
function arcsine(scope: Scope, x: V128): Arcsine {
  const { code } = scope;
  const size = code.let(abs(x));
  const inner = code.let(le(size, f64s(0.5)));
  const half = code.let(mul(sub(f64s(1), size), f64s(0.5)));
  const square = code.let(choose(inner, mul(size, size), half));
  const s = code.let(choose(inner, size, sqrt(half)));
  const high = code.let(v128.and(s, LEADING));
  const low = code.let(div(sub(half, mul(high, high)), add(s, high)));
  const rest = code.let(mul(mul(s, square), polynomial(scope, DOUBLE, square, ARCSINE)));
  return { s, high, low, rest, inner };
}

export const asin: VectorOperation = (scope, x) => {
  const { code } = scope;
  const { s, high, low, rest, inner } = arcsine(scope, x);
  const twice = (v: V128): V128 => add(v, v);
  const main = sub(f64s(Math.PI / 2), twice(high));
  const correction = sub(f64s(HALF_PI_REST), add(twice(choose(eq(s, f64s(0)), s, low)), twice(rest)));
  const outer = code.let(add(main, correction));
  return withSign(code.let(choose(inner, add(s, rest), outer)), x);
};

export const acos: VectorOperation = (scope, x) => {
  const { code } = scope;
  const { s, low, high, rest, inner } = arcsine(scope, x);
  const positive = code.let(add(s, rest));
  const near = sub(f64s(Math.PI / 2), sub(withSign(positive, x), f64s(HALF_PI_REST)));
  const right = add(positive, positive);
  const exact = choose(eq(s, f64s(0)), s, low);
  const left = sub(sub(f64s(Math.PI), add(high, high)), sub(add(add(rest, rest), add(exact, exact)), f64s(PI_REST)));
  return choose(inner, near, choose(lt(x, f64s(0)), left, right));
};

/** atan(n/d) in two parts, for 0 ≤ n ≤ d: beyond √2 − 1 from π/4 on. */
function arctangentOfRatio(scope: Scope, n: V128, d: V128): readonly [V128, V128] {
  const { code } = scope;
  const far = code.let(gt(n, mul(d, f64s(Math.SQRT2 - 1))));
  const u = code.let(div(choose(far, sub(n, d), n), choose(far, add(n, d), d)));
  const square = code.let(mul(u, u));
  const rest = mul(mul(u, square), polynomial(scope, DOUBLE, square, ARCTANGENT));
  const tail = code.let(add(rest, v128.and(far, f64s(QUARTER_PI_REST))));
  return [u, code.let(choose(far, add(f64s(Math.PI / 4), add(u, tail)), add(u, tail)))];
}

export const atan: VectorOperation = (scope, x) => {
  const { code } = scope;
  const size = code.let(abs(x));
  const [n, d] = [code.let(min(size, f64s(1))), code.let(max(size, f64s(1)))];
  const infinite = eq(size, f64s(Infinity));
  const [, angle] = arctangentOfRatio(scope, code.let(choose(infinite, f64s(0), n)), d);
  const turned = sub(f64s(Math.PI / 2), sub(angle, f64s(HALF_PI_REST)));
  const whole = code.let(choose(gt(size, f64s(1)), turned, angle));
  return withSign(code.let(choose(eq(x, x), whole, x)), x);
};

/** Scaled, so that the sum of both neither overflows nor loses digits; where both are infinite they count as equal. */
export const atan2: VectorOperation = (scope, y, x) => {
  const { code } = scope;
  const [a, b] = [code.let(abs(y)), code.let(abs(x))];
  const [least, most] = [code.let(min(a, b)), code.let(max(a, b))];
  const infinite = code.let(eq(most, f64s(Infinity)));
  const factor = code.let(
    choose(gt(most, f64s(2 ** 1000)), f64s(2 ** -60), choose(lt(most, f64s(2 ** -960)), f64s(2 ** 60), f64s(1))),
  );
  const both = v128.and(eq(least, f64s(Infinity)), f64s(1));
  const n = code.let(choose(infinite, both, mul(least, factor)));
  const none = eq(most, f64s(0));
  const d = code.let(choose(v128.or(infinite, none), f64s(1), mul(most, factor)));
  const [, angle] = arctangentOfRatio(scope, n, d);
  const steep = code.let(choose(gt(a, b), sub(f64s(Math.PI / 2), sub(angle, f64s(HALF_PI_REST))), angle));
  const behind = lt(choose(eq(b, f64s(0)), withSign(f64s(1), x), x), f64s(0));
  const whole = code.let(choose(behind, sub(f64s(Math.PI), sub(steep, f64s(PI_REST))), steep));
  return code.let(
    choose(
      eq(add(x, y), add(x, y)),
      withSign(whole, y),
      choose(infiniteAndNumber(x, y), withSign(whole, y), add(x, y)),
    ),
  );
};

/** ∞ − ∞ is no number, but the angle of it is. */
const infiniteAndNumber = (x: V128, y: V128): V128 => v128.and(eq(x, x), eq(y, y));

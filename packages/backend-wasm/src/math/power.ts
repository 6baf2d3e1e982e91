/**
 * x^y of float64 as 2^(y log₂ x), the logarithm and its product with y in two parts each.
 * Source: the error analysis of pow in fdlibm (Sun Microsystems, 1993); the series are Taylor's, longer than there, in place of tables.
 */
import { f64x2, v128, type V128 } from "../emit/index.js";
import { f64s, i64s } from "../lanes/constants.js";
import type { VectorOperation } from "../lanes/names.js";
import type { Scope } from "../lanes/value.js";
import { factorials } from "./exponential.js";
import { choose, DOUBLE, polynomial, scale, toInteger } from "./precision.js";
import { split } from "./logarithm.js";

const { abs, add, div, eq, gt, lt, mul, ne, sub } = f64x2;
/** The leading 21 bits, whose products are exact. */
const leading = (x: V128): V128 => v128.and(x, i64s(-1n << 32n));

/** 3/5, 3/7, 3/9, …: of (3/s) (log((1 + s)/(1 − s))/2 − s − s³/3)/s⁴. */
const SERIES = Array.from({ length: 12 }, (_, n) => 3 / (2 * n + 5));
/** 2/(3 log 2), whole, and in two parts. */
const FACTOR = 0.9617966939259756;
const FACTOR_PARTS = [0.9617962837219238, 4.102040517767816e-7] as const;
const LN2_PARTS = [0.6931467056274414, 4.7493250390316726e-7] as const;

type Parts = readonly [high: V128, low: V128];

/** log₂ of a positive number; the first part has 21 bits. */
function logarithm(scope: Scope, x: V128): Parts {
  const { code } = scope;
  const { exponent, fraction } = split(scope, DOUBLE, x);
  const f = code.let(sub(fraction, f64s(1)));
  const denominator = code.let(add(fraction, f64s(1)));
  const s = code.let(div(f, denominator));
  const sHigh = code.let(leading(s));
  const dHigh = code.let(leading(denominator));
  const dLow = code.let(sub(fraction, sub(dHigh, f64s(1))));
  const sLow = code.let(div(sub(sub(f, mul(sHigh, dHigh)), mul(sHigh, dLow)), denominator));
  const square = code.let(mul(s, s));
  const exactSquare = code.let(mul(sHigh, sHigh));
  const tail = mul(mul(square, square), polynomial(scope, DOUBLE, square, SERIES));
  const r = code.let(add(tail, mul(sLow, add(sHigh, s))));
  const tHigh = code.let(leading(add(add(f64s(3), exactSquare), r)));
  const tLow = code.let(sub(r, sub(sub(tHigh, f64s(3)), exactSquare)));
  const u = code.let(mul(sHigh, tHigh));
  const v = code.let(add(mul(sLow, tHigh), mul(tLow, s)));
  const pHigh = code.let(leading(add(u, v)));
  const pLow = code.let(sub(v, sub(pHigh, u)));
  const zHigh = code.let(mul(pHigh, f64s(FACTOR_PARTS[0])));
  const zLow = code.let(add(mul(pHigh, f64s(FACTOR_PARTS[1])), mul(pLow, f64s(FACTOR))));
  const high = code.let(leading(add(add(zHigh, zLow), exponent)));
  return [high, code.let(sub(zLow, sub(sub(high, exponent), zHigh)))];
}

/** 2^(high + low). */
function exponential(scope: Scope, high: V128, low: V128): V128 {
  const { code } = scope;
  const sum = code.let(add(high, low));
  const whole = code.let(f64x2.nearest(f64x2.min(f64x2.max(sum, f64s(-1080)), f64s(1030))));
  const rest = code.let(sub(high, whole));
  const t = code.let(leading(add(rest, low)));
  const u = code.let(mul(t, f64s(LN2_PARTS[0])));
  const v = code.let(add(mul(sub(low, sub(t, rest)), f64s(Math.LN2)), mul(t, f64s(LN2_PARTS[1]))));
  const z = code.let(add(u, v));
  const lost = code.let(sub(v, sub(z, u)));
  const series = mul(mul(z, z), polynomial(scope, DOUBLE, z, factorials(12)));
  const tail = add(series, add(lost, mul(lost, z)));
  const fraction = code.let(add(f64s(1), add(z, tail)));
  const value = code.let(scale(scope, DOUBLE, fraction, toInteger(DOUBLE, whole)));
  const bounded = choose(gt(sum, f64s(1025)), f64s(Infinity), choose(lt(sum, f64s(-1078)), f64s(0), value));
  return code.let(bounded);
}

const isInfinite = (x: V128): V128 => eq(abs(x), f64s(Infinity));

export const pow: VectorOperation = (scope, x, y) => {
  const { code } = scope;
  const size = code.let(abs(x));
  const [l1, l2] = logarithm(scope, size);
  const yHigh = code.let(leading(y));
  const low = code.let(add(mul(sub(y, yHigh), l1), mul(y, l2)));
  const finite = exponential(scope, code.let(mul(yHigh, l1)), low);
  // Where the base is 0 or ∞, or the exponent infinite, the result is 0, 1 or ∞ by their sizes.
  const grows = v128.not(v128.xor(gt(size, f64s(1)), gt(y, f64s(0))));
  const extreme = v128.or(v128.or(eq(size, f64s(0)), isInfinite(x)), isInfinite(y));
  const magnitude = code.let(
    choose(extreme, choose(eq(size, f64s(1)), f64s(1), v128.and(grows, f64s(Infinity))), finite),
  );
  const whole = code.let(eq(f64x2.trunc(y), y));
  const half = code.let(mul(y, f64s(0.5)));
  const odd = v128.and(v128.and(whole, ne(f64x2.trunc(half), half)), lt(abs(y), f64s(2 ** 53)));
  const signed = code.let(v128.xor(magnitude, v128.and(odd, v128.and(x, f64s(-0)))));
  const undefinedRoot = v128.and(
    v128.and(lt(x, f64s(0)), v128.not(v128.or(whole, isInfinite(y)))),
    lt(size, f64s(Infinity)),
  );
  const unknown = v128.or(v128.or(ne(x, x), ne(y, y)), undefinedRoot);
  const one = v128.or(eq(y, f64s(0)), eq(x, f64s(1)));
  return choose(one, f64s(1), choose(unknown, f64s(NaN), signed));
};

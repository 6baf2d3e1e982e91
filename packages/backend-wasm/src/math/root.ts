/** The cube root of float64: that of the fraction by Halley's iteration, times a third of the exponent. */
import { f64x2, i64x2, v128, type V128 } from "../emit/index.js";
import { f64s, i64s } from "../lanes/constants.js";
import type { VectorOperation } from "../lanes/names.js";
import { choose, DOUBLE, fromInteger, polynomial, powerOfTwo, toInteger } from "./precision.js";

const { abs, add, div, mul, sub } = f64x2;
/** ∛v for 1 ≤ v ≤ 8 within 0.4 %; interpolation at Chebyshev nodes. */
const START = [
  0.6538962985569791, 0.4121814779629245, -0.06797280035500547, 0.0069891694835587225, -0.0002882199346276574,
];
const FRACTION = i64s((1n << 52n) - 1n);

export const cbrt: VectorOperation = (scope, x) => {
  const { code } = scope;
  const size = code.let(abs(x));
  const tiny = code.let(f64x2.lt(size, f64s(2 ** -1022)));
  const normal = code.let(choose(tiny, mul(size, f64s(2 ** 54)), size));
  const biased = DOUBLE.shiftRight(normal, 52);
  const exponent = code.let(sub(fromInteger(DOUBLE, i64x2.sub(biased, i64s(1023n))), v128.and(tiny, f64s(54))));
  // The remainder of the exponent is 0, 1 or 2.
  const third = code.let(f64x2.nearest(mul(sub(exponent, f64s(1)), f64s(1 / 3))));
  const remainder = toInteger(DOUBLE, sub(exponent, mul(third, f64s(3))));
  const one = v128.or(v128.and(normal, FRACTION), f64s(1));
  const v = code.let(mul(one, powerOfTwo(DOUBLE, remainder)));
  let root: V128 = code.let(polynomial(scope, DOUBLE, v, START));
  for (let i = 0; i < 2; i++) {
    const cube = code.let(mul(mul(root, root), root));
    root = code.let(mul(root, div(add(cube, add(v, v)), add(add(cube, cube), v))));
  }
  // Newton's last step from a root of so few bits that its cube is exact but for one rounding.
  const short = code.let(v128.and(root, i64s(-1n << 36n)));
  const residual = sub(v, mul(mul(short, short), short));
  const better = code.let(add(short, div(residual, mul(f64s(3), code.let(refined(short, root))))));
  const scaled = mul(better, powerOfTwo(DOUBLE, code.let(toInteger(DOUBLE, third))));
  const finite = f64x2.lt(size, f64s(Infinity));
  const kept = v128.or(f64x2.eq(x, f64s(0)), v128.not(finite));
  return choose(kept, x, v128.bitselect(x, code.let(scaled), f64s(-0)));
};

/** (r³ − s³)/(r − s)/3: what divides the residual of s so that the step ends at the root. */
const refined = (s: V128, r: V128): V128 => mul(add(add(mul(r, r), mul(r, s)), mul(s, s)), f64s(1 / 3));

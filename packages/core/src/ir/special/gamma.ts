/** The logarithm of the gamma function and its derivative over any meaning of a scalar that computes in double precision. */
import type { Scalar } from "../scalar.js";
import {
  DIGAMMA_P,
  DIGAMMA_Q,
  DIGAMMA_TAIL,
  LGAMMA_ONE_P,
  LGAMMA_ONE_Q,
  LGAMMA_STIRLING,
  LGAMMA_TWO_P,
  LGAMMA_TWO_Q,
} from "./coefficients.js";
import { branches, horner, type Ops } from "./polynomial.js";

/** ½·log(2π) − ½. */
const OFFSET = 0.4189385332046727;
/** The positive zero of digamma, in two parts. */
const ZERO = 1.4616321449683622;
const ZERO_REST = 9.549995429965697e-17;

const ratio = (s: Ops, p: readonly number[], q: readonly number[], x: Scalar): Scalar =>
  s.div(horner(s, p, x), horner(s, q, x));

/** Steps down from below 8 to below 3: what was passed on the way. */
function descend(s: Ops, x: Scalar): { passed: readonly Scalar[]; last: Scalar } {
  const passed: Scalar[] = [];
  let last = s.min(x, s.lit(8));
  for (let i = 0; i < 5; i++) {
    const above = s.ge(last, s.lit(3));
    last = s.select(above, s.sub(last, s.lit(1)), last);
    passed.push(s.select(above, last, s.lit(0)));
  }
  return { passed, last };
}

/** lgamma for x > 0. */
function logGamma(s: Ops, x: Scalar): Scalar {
  const one = (z: Scalar): Scalar => s.mul(z, ratio(s, LGAMMA_ONE_P, LGAMMA_ONE_Q, z));
  const two = (z: Scalar): Scalar => s.mul(z, ratio(s, LGAMMA_TWO_P, LGAMMA_TWO_Q, z));
  const log = s.log(x);
  const { passed, last } = descend(s, x);
  const factors = passed.map((y) => s.select(s.eq(y, s.lit(0)), s.lit(1), y));
  const product = factors.reduce((a, b) => s.mul(a, b));
  const tail = s.add(s.lit(OFFSET), s.div(horner(s, LGAMMA_STIRLING, s.div(s.lit(1), s.mul(x, x))), x));
  const stirling = s.add(s.mul(s.sub(x, s.lit(0.5)), s.sub(log, s.lit(1))), tail);
  return branches(
    s,
    [
      [s.lt(x, s.lit(0.5)), s.sub(one(x), log)],
      [s.lt(x, s.lit(0.75)), s.sub(two(s.sub(x, s.lit(1))), log)],
      [s.lt(x, s.lit(1.5)), s.add(one(s.sub(x, s.lit(1))), s.lit(0))],
      [s.lt(x, s.lit(3)), two(s.sub(x, s.lit(2)))],
      [s.lt(x, s.lit(8)), s.add(s.log(product), two(s.sub(last, s.lit(2))))],
      [s.gt(x, s.lit(1e17)), s.mul(x, s.sub(log, s.lit(1)))],
    ],
    stirling,
  );
}

/** sin(πx) with exact reduction. */
function sinPi(s: Ops, x: Scalar): Scalar {
  const whole = s.round(x);
  const sine = s.sin(s.mul(s.lit(Math.PI), s.sub(x, whole)));
  const half = s.mul(whole, s.lit(0.5));
  return s.select(s.eq(s.floor(half), half), sine, s.neg(sine));
}

/** log |Γ(x)|; ∞ at poles. */
export function lgammaBody(s: Ops, x: Scalar): Scalar {
  const size = s.abs(x);
  const value = logGamma(s, size);
  // Γ(x)·Γ(−x) = −π/(x·sin πx)
  const mirrored = s.sub(s.log(s.div(s.lit(Math.PI), s.abs(s.mul(x, sinPi(s, x))))), value);
  return branches(
    s,
    [
      [s.gt(x, s.lit(0)), value],
      [s.ne(x, x), x],
      [s.eq(s.floor(x), x), s.lit(Infinity)],
      [s.gt(x, s.lit(-1e-17)), s.neg(s.log(size))],
    ],
    mirrored,
  );
}

/** digamma for x > 0. */
function digammaOf(s: Ops, x: Scalar): Scalar {
  const low = s.lt(x, s.lit(1));
  const raised = s.select(low, s.add(x, s.lit(1)), x);
  const { passed, last } = descend(s, raised);
  const sum = passed
    .map((y) => s.select(s.eq(y, s.lit(0)), s.lit(0), s.div(s.lit(1), y)))
    .reduce((a, b) => s.add(a, b));
  const distance = s.sub(s.sub(last, s.lit(ZERO)), s.lit(ZERO_REST));
  const middle = s.mul(distance, ratio(s, DIGAMMA_P, DIGAMMA_Q, s.sub(last, s.lit(1.5))));
  const r = s.div(s.lit(1), x);
  const u = s.mul(r, r);
  const far = s.sub(s.log(x), s.add(s.mul(s.lit(0.5), r), s.mul(u, horner(s, DIGAMMA_TAIL, u))));
  const near = s.sub(s.add(middle, sum), s.select(low, r, s.lit(0)));
  return s.select(s.lt(x, s.lit(8)), near, far);
}

/** π/tan(πx), infinite at whole numbers. */
function piCotPi(s: Ops, x: Scalar): Scalar {
  const r = s.sub(x, s.round(x));
  const size = s.abs(r);
  const steep = s.div(s.lit(Math.PI), s.tan(s.mul(s.lit(Math.PI), size)));
  const flat = s.mul(s.lit(Math.PI), s.tan(s.mul(s.lit(Math.PI), s.sub(s.lit(0.5), size))));
  const value = s.select(s.lt(size, s.lit(0.25)), steep, flat);
  return s.select(s.lt(r, s.lit(0)), s.neg(value), value);
}

/** Γ′(x)/Γ(x); NaN at poles. */
export function digammaBody(s: Ops, x: Scalar): Scalar {
  const positive = s.gt(x, s.lit(0));
  const value = digammaOf(s, s.select(positive, x, s.sub(s.lit(1), x)));
  return branches(
    s,
    [
      [positive, value],
      [s.ne(x, x), x],
      [s.eq(s.floor(x), x), s.lit(NaN)],
    ],
    s.sub(value, piCotPi(s, x)),
  );
}

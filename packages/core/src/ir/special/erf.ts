/** The error functions and the inverse of erf over any meaning of a scalar that computes in double precision. */
import type { Scalar } from "../scalar.js";
import { ERF_FAR, ERF_MIDDLE, ERF_NEAR, ERF_TAIL_P, ERF_TAIL_Q, ERFINV_CENTRE, ERFINV_TAILS } from "./coefficients.js";
import { branches, horner, type Ops } from "./polynomial.js";

const ONE_BY_ROOT_PI = 0.5641895835477563;

/** e^(x²)·erfc(x). */
function scaled(s: Ops, x: Scalar): Scalar {
  const u = s.div(s.lit(1), s.mul(x, x));
  const ratio = s.div(s.mul(u, horner(s, ERF_TAIL_P, u)), horner(s, ERF_TAIL_Q, u));
  return branches(
    s,
    [
      [s.lt(x, s.lit(1.5)), horner(s, ERF_MIDDLE, s.sub(x, s.lit(1)))],
      [s.lt(x, s.lit(3)), horner(s, ERF_FAR, s.sub(x, s.lit(2.25)))],
    ],
    s.div(s.add(s.lit(ONE_BY_ROOT_PI), ratio), x),
  );
}

/** erfc for x ≥ ½. The square of x in the exponent is exact: that of x to 24 bits, and a small rest. */
function upperTail(s: Ops, x: Scalar): Scalar {
  const near = s.min(x, s.lit(28));
  const high = s.convert(s.convert(near, "float32"), "float64");
  const rest = s.mul(s.sub(high, near), s.add(high, near));
  const value = scaled(s, near);
  const correction = s.mul(s.mul(value, rest), s.add(s.lit(1), s.mul(rest, s.add(s.lit(0.5), s.div(rest, s.lit(6))))));
  const tail = s.mul(s.exp(s.neg(s.mul(high, high))), s.add(value, correction));
  return s.select(s.gt(x, s.lit(28)), s.lit(0), tail);
}

const isNaN = (s: Ops, x: Scalar): Scalar => s.ne(x, x);

/** 2/√π ∫₀ˣ e^(−t²) dt. */
export function erfBody(s: Ops, x: Scalar): Scalar {
  const size = s.abs(x);
  const small = s.min(size, s.lit(1));
  const near = s.add(x, s.mul(x, horner(s, ERF_NEAR, s.mul(small, small))));
  const tail = upperTail(s, s.max(size, s.lit(0.5)));
  const far = s.mul(s.sign(x), s.sub(s.lit(1), tail));
  return branches(
    s,
    [
      [isNaN(s, x), x],
      [s.le(size, s.lit(1)), near],
    ],
    far,
  );
}

/** 1 − erf(x), accurate where it is small. */
export function erfcBody(s: Ops, x: Scalar): Scalar {
  const inner = s.max(s.min(x, s.lit(0.5)), s.lit(-0.5));
  const rest = s.mul(inner, horner(s, ERF_NEAR, s.mul(inner, inner)));
  const tail = upperTail(s, s.max(s.abs(x), s.lit(0.5)));
  return branches(
    s,
    [
      [isNaN(s, x), x],
      [s.ge(x, s.lit(0.5)), tail],
      [s.le(x, s.lit(-0.5)), s.sub(s.lit(2), tail)],
      [s.lt(x, s.lit(0.25)), s.sub(s.lit(1), s.add(inner, rest))],
    ],
    s.sub(s.lit(0.5), s.add(s.sub(inner, s.lit(0.5)), rest)),
  );
}

/** The x with erf(x) = y. */
export function erfInvBody(s: Ops, y: Scalar): Scalar {
  const size = s.abs(y);
  const small = s.min(size, s.lit(0.5));
  const near = s.mul(y, horner(s, ERFINV_CENTRE, s.mul(small, small)));
  const r = s.sqrt(s.neg(s.log(s.sub(s.lit(1), size))));
  const [first, second, third] = ERFINV_TAILS.map(({ c, p, q }) => {
    const t = s.sub(r, s.lit(c));
    return s.sub(r, s.div(horner(s, p, t), horner(s, q, t)));
  }) as [Scalar, Scalar, Scalar];
  const tail = branches(
    s,
    [
      [s.lt(r, s.lit(1.5)), first],
      [s.lt(r, s.lit(3)), second],
    ],
    third,
  );
  return branches(
    s,
    [
      [s.le(size, s.lit(0.5)), near],
      [s.lt(size, s.lit(1)), s.mul(s.sign(y), tail)],
      [s.eq(size, s.lit(1)), s.mul(y, s.lit(Infinity))],
    ],
    s.lit(NaN),
  );
}

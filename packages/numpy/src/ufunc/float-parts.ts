/** The parts of floating-point numbers: whole and fraction, mantissa and exponent, neighbours. */
import * as core from "@fluxion/core";
import { pointwise, type NDArray, type PointwiseOperation, type Scalar, type ScalarOps } from "@fluxion/core";
import { broadcastArrays, convertTo, floatType, toArray, toFloat, type Operand } from "../support/index.js";
import { apply, floatBinary, type Binary } from "./make.js";

/**
 * [fraction, whole], both with the sign of x.
 * @example np.modf([1.5, -2.25]) // [[0.5, -0.25], [1, -2]]
 */
export function modf(x: Operand): [NDArray, NDArray] {
  const array = toFloat(toArray(x));
  const whole = core.trunc(array);
  const infinite = core.eq(core.abs(array), Infinity);
  return [core.select(infinite, core.zerosLike(array), core.sub(array, whole)), whole];
}

/** 2ⁿ·x in two steps, so that neither factor overflows. */
function scaled(s: ScalarOps<Scalar>, x: Scalar, n: Scalar): Scalar {
  const half = s.floor(s.mul(n, s.lit(0.5)));
  return s.mul(s.mul(x, s.exp2(half)), s.exp2(s.sub(n, half)));
}

/** e with 2^(e−1) ≤ |x| < 2^e; the logarithm may be off by one at powers of two, which the mantissa shows. */
function exponent(s: ScalarOps<Scalar>, x: Scalar): Scalar {
  const size = s.abs(x);
  const tiny = s.lt(size, s.lit(s.dtype === "float64" ? 2 ** -1000 : 2 ** -100));
  const lift = s.dtype === "float64" ? 100 : 40;
  const normal = s.select(tiny, s.mul(size, s.lit(2 ** lift)), size);
  const regular = s.and(s.isFinite(x), s.ne(x, s.lit(0)));
  const guess = s.add(s.floor(s.log2(s.select(regular, normal, s.lit(1)))), s.lit(1));
  const mantissa = scaled(s, normal, s.neg(guess));
  const up = s.select(s.ge(mantissa, s.lit(1)), s.lit(1), s.select(s.lt(mantissa, s.lit(0.5)), s.lit(-1), s.lit(0)));
  const exact = s.sub(s.add(guess, up), s.select(tiny, s.lit(lift), s.lit(0)));
  return s.select(regular, exact, s.lit(0));
}

const exponentOf: PointwiseOperation<object> = pointwise("exponentOf", {
  body: (s) => (x) => exponent(s, x),
  jvp: [null],
});
const scaleByPower: PointwiseOperation<object> = pointwise("scaleByPower", {
  body: (s) => (x, n) => scaled(s, x, n),
  jvp: [(t, _, _x, n) => scaleByPower(t, n), null],
  transpose: ({ cotangents: [ct], inputs: [, n] }) => [ct == null || n == null ? null : scaleByPower(ct, n), null],
});

/**
 * [mantissa, exponent] with x = mantissa · 2^exponent, 0.5 ≤ |mantissa| < 1 and an int32 exponent; 0, ∞ and NaN have exponent 0.
 * @example np.frexp([8, -3]) // [[0.5, -0.75], [4, 2]]
 */
export function frexp(x: Operand): [NDArray, NDArray] {
  const array = toFloat(toArray(x));
  const power = apply(exponentOf, array);
  return [scaleByPower(array, core.neg(power)), convertTo(power, "int32")];
}

/**
 * x · 2ⁿ for whole n.
 * @example np.ldexp([0.5, 3], 2) // [2, 12]
 */
export function ldexp(x: Operand, n: Operand): NDArray {
  const base = toArray(x);
  const dtype = floatType(base.dtype);
  return scaleByPower(...(broadcastArrays(convertTo(base, dtype), convertTo(toArray(n), dtype)) as [NDArray, NDArray]));
}

/**
 * The next float after x in the direction of y.
 * @example np.nextafter([1, 2], [1, 2]) // [1, 2]
 */
export const nextafter: Binary = floatBinary(core.nextafter);

/**
 * The distance to the next float away from zero.
 * @example np.spacing(np.array([1], { dtype: "float64" })) // [2.220446049250313e-16]
 */
export function spacing(x: Operand): NDArray {
  const array = toFloat(toArray(x));
  const away = core.select(core.lt(array, 0), core.fullLike(array, -Infinity), core.fullLike(array, Infinity));
  return core.sub(core.nextafter(array, away), array);
}

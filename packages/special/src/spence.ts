/** The dilogarithm in Spence's form. */
import { mul, pointwise, type PointwiseOperation, type Scalar } from "@fluxion/core";
import { unary, type Unary } from "./functions.js";
import { chebyshev, type S } from "./scalar/series.js";

/** Of Li₂(−u)/u on [−½, ½], from interpolation in 40 nodes with 50 digits. */
const COEFFICIENTS: readonly number[] = [
  -1.0149416064096537, 0.13148012838765802, -0.015313452518102082, 0.002272188943655959, -0.00038516199300815945,
  7.103404374209115e-5, -1.3885622487404779e-5, 2.8323954583854513e-6, -5.968314737835964e-7, 1.2902312437546724e-7,
  -2.8475309127972237e-8, 6.392641519505728e-9, -1.4558235675968631e-9, 3.356030027905024e-10, -7.818019409066589e-11,
  1.8379324194103908e-11, -4.355524622917214e-12, 1.0395111785603755e-12, -2.496666278162975e-13, 6.030470288343577e-14,
  -1.4640624936086265e-14, 3.570903196070032e-15, -8.746346791364233e-16, 2.1505456792131715e-16,
  -5.3064798693556575e-17, 1.3136479985932125e-17,
];

/** By DLMF 25.12.4 for x > 3/2 and DLMF 25.12.6 for x < ½. */
function spenceOf(s: S, x: Scalar): Scalar {
  const isLarge = s.gt(x, s.lit(1.5));
  const w = s.select(isLarge, s.div(s.lit(1), x), x);
  const isSmall = s.lt(w, s.lit(0.5));
  const z = s.select(isSmall, s.neg(w), s.sub(w, s.lit(1)));
  const inner = s.mul(z, chebyshev(s, COEFFICIENTS, s.mul(s.lit(2), z)));
  const logs = s.select(s.eq(w, s.lit(0)), s.lit(0), s.mul(s.log(w), s.log1p(s.neg(w))));
  const small = s.sub(s.sub(s.lit(Math.PI ** 2 / 6), logs), inner);
  const value = s.select(isSmall, small, inner);
  const log = s.log(x);
  const large = s.sub(s.mul(s.lit(-0.5), s.mul(log, log)), value);
  return s.select(isLarge, large, s.select(s.lt(x, s.lit(0)), s.lit(Number.NaN), value));
}

const slope: PointwiseOperation<object> = /* @__PURE__ */ pointwise("spenceSlope", {
  body: (s) => (x) => {
    const u = s.sub(x, s.lit(1));
    return s.select(s.eq(u, s.lit(0)), s.lit(-1), s.neg(s.div(s.log(x), u)));
  },
});

const primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("spence", {
  body: (s) => (x) => spenceOf(s, x),
  jvp: [(t, _, x) => mul(t, slope(x))],
});

/**
 * −∫₁ˣ log t/(t − 1) dt = Li₂(1 − x) for x ≥ 0, in floats; NaN below. Source: DLMF 25.12.2.
 * @example spence([0, 1, 2]) // [1.6449341, 0, -0.8224670]
 */
export const spence: Unary = /* @__PURE__ */ unary(primitive);

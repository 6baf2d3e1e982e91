/**
 * Modified Bessel functions of the first kind: the power series up to 8, beyond it Chebyshev series of √|x|·e^−|x|·I(x) in 1/x.
 * The coefficients are those of interpolation in 64 Chebyshev nodes, computed with 40 digits.
 */
import * as core from "@fluxion/core";
import { pointwise, type PointwiseOperation, type Scalar, type ScalarOps } from "@fluxion/core";
import { floatUnary, type Unary } from "./make.js";

const I0_FAR: readonly number[] = [
  0.4022452055070544, 0.0033691164782556943, 6.889758346916825e-5, 2.8913705208347567e-6, 2.0489185894690638e-7,
  2.266668990498178e-8, 3.3962320257083865e-9, 4.94060238822497e-10, 1.1889147107846439e-11, -3.1499165279632416e-11,
  -1.3215811840447713e-11, -1.7941785315068062e-12, 7.180124451383666e-13, 3.8527783827421426e-13, 1.54008621752141e-14,
  -4.150569347287222e-14, -9.554846698828307e-15, 3.8116806693526224e-15, 1.7725601330565263e-15,
  -3.425485619677219e-16, -2.8276239805165836e-16, 3.461222867697461e-17, 4.46562142029676e-17, -4.830504485944182e-18,
  -7.233180487874754e-18,
];
const I1_FAR: readonly number[] = [
  0.38928811750914005, -0.009761097491361469, -0.00011058893876262371, -3.882564808877691e-6, -2.512236237870209e-7,
  -2.6314688468895196e-8, -3.835380385964237e-9, -5.589743462196584e-10, -1.8974958123505413e-11,
  3.2526035830154884e-11, 1.4125807436613782e-11, 2.0356285441470896e-12, -7.198551776245908e-13,
  -4.0835511110921974e-13, -2.1015418427726643e-14, 4.272440016711951e-14, 1.0420276984128802e-14,
  -3.8144030724370075e-15, -1.8803547755107825e-15, 3.3082023109209285e-16, 2.96262899764595e-16,
  -3.209525921993424e-17, -4.6503053684893586e-17, 4.414348323071708e-18, 7.517296310842105e-18,
];

/** Clenshaw's recurrence over the terms that count in the element type. */
function series(s: ScalarOps<Scalar>, coefficients: readonly number[], x: Scalar): Scalar {
  const least = s.dtype === "float64" ? 0 : 2 ** -30;
  const terms = coefficients.filter((c) => Math.abs(c) > least);
  const twice = s.mul(x, s.lit(2));
  let [b1, b2] = [s.lit(0), s.lit(0)];
  for (let k = terms.length - 1; k > 0; k--)
    [b1, b2] = [s.add(s.sub(s.mul(twice, b1), b2), s.lit(terms[k] as number)), b1];
  return s.add(s.sub(s.mul(x, b1), b2), s.lit(terms[0] as number));
}

/** Σ zᵏ/(k!(k+order)!) with z = (x/2)². All terms are positive, so nothing cancels. */
function powerSeries(s: ScalarOps<Scalar>, z: Scalar, order: 0 | 1): Scalar {
  const terms = [1];
  for (let k = 1; k < (s.dtype === "float64" ? 30 : 20); k++) terms.push((terms[k - 1] as number) / (k * (k + order)));
  return (
    terms.reduceRight<Scalar | undefined>(
      (sum, term) => (sum === undefined ? s.lit(term) : s.add(s.lit(term), s.mul(z, sum))),
      undefined,
    ) ?? s.lit(1)
  );
}

function bessel(s: ScalarOps<Scalar>, x: Scalar, far: readonly number[], order: 0 | 1): Scalar {
  const size = s.abs(x);
  const isNear = s.le(size, s.lit(8));
  const half = s.mul(s.select(isNear, x, s.lit(8)), s.lit(0.5));
  const inner = powerSeries(s, s.mul(half, half), order);
  const large = s.select(isNear, s.lit(8), size);
  const outer = s.div(series(s, far, s.sub(s.div(s.lit(16), large), s.lit(1))), s.sqrt(large));
  // In two steps, since e^|x| overflows before the result does.
  const growth = s.exp(s.mul(large, s.lit(0.5)));
  const signed = order === 0 ? outer : s.mul(outer, s.sign(x));
  return s.select(isNear, order === 0 ? inner : s.mul(inner, half), s.mul(s.mul(signed, growth), growth));
}

const i0Bessel: PointwiseOperation<object> = pointwise("i0", {
  body: (s) => (x) => bessel(s, x, I0_FAR, 0),
  jvp: [(t, _, x) => core.mul(t, i1Bessel(x))],
});

/** I₁(x) = I₀′(x). */
export const i1Bessel: PointwiseOperation<object> = pointwise("i1", {
  body: (s) => (x) => bessel(s, x, I1_FAR, 1),
  jvp: [
    (t, ans, x) => {
      const origin = core.eq(x, 0);
      const quotient = core.select(
        origin,
        core.fullLike(x, 0.5),
        core.div(ans, core.select(origin, core.onesLike(x), x)),
      );
      return core.mul(t, core.sub(i0Bessel(x), quotient));
    },
  ],
});

/**
 * The modified Bessel function of order 0, in floats: integers give float32.
 * @example np.i0([0]) // [1]
 */
export const i0: Unary = floatUnary(i0Bessel);

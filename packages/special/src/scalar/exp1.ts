/** The exponential integral E₁ as a scalar body. */
import type { Scalar } from "@fluxion/core";
import { chebyshev, polynomial, type S } from "./series.js";

/** The Euler–Mascheroni constant. */
export const EULER = 0.5772156649015329;

/** Of x·eˣ·E₁(x) in 1/x, for x in [1, 4] and beyond, from interpolation in 64 nodes with 50 digits. */
const MIDDLE: readonly number[] = [
  0.6971133766796983, -0.1125352434836609, 0.01343226624790278, -0.0019268451873811457, 0.0003091183377206032,
  -5.356413212961842e-5, 9.827812880247493e-6, -1.8853689849165184e-6, 3.7494319356894736e-7, -7.682345587055264e-8,
  1.6143270567198776e-8, -3.4668022114907356e-9, 7.587542091903628e-10, -1.6886433329881412e-10, 3.8145706749552266e-11,
  -8.733026632444629e-12, 2.023672864586796e-12, -4.741328303955583e-13, 1.1221172048389864e-13, -2.680422543484031e-14,
  6.457851441771653e-15, -1.5682760501666479e-15, 3.8367865399315405e-16, -9.451717302757913e-17,
  2.3434812288949573e-17, -5.845866158021471e-18,
];
const FAR: readonly number[] = [
  0.9053540999623492, -0.08648117855259871, 0.007224101543746595, -0.0008097559457557386, 0.00010999134432661389,
  -1.7173329989377674e-5, 2.9856275144792833e-6, -5.65964914577193e-7, 1.15268083971414e-7, -2.4950304402693382e-8,
  5.692324201833754e-9, -1.3599576648056003e-9, 3.3846628887608844e-10, -8.737853904474682e-11, 2.33158866322266e-11,
  -6.411481049213786e-12, 1.8122469802048165e-12, -5.253831761558461e-13, 1.5592182725919257e-13,
  -4.7291682970803986e-14, 1.4637618643932435e-14, -4.617388988712924e-15, 1.4827103482893693e-15,
  -4.841672496239229e-16, 1.6062155757002903e-16, -5.408917538957171e-17, 1.847470159346898e-17, -6.395830792759095e-18,
];

/** Coefficients of (−γ − log x − E₁(x))/x = −1 + x/4 − x²/18 + …: (−1)ᵏ/(k·k!). DLMF 6.6.2. */
function nearCoefficients(): readonly number[] {
  const terms: number[] = [];
  for (let k = 1, factor = 1; k <= 18; k++) terms.push((factor *= -1 / k) / k);
  return terms;
}

/** E₁(x) for x ≥ 0; NaN below. */
export function exp1Of(s: S, x: Scalar): Scalar {
  const near = s.sub(s.neg(s.add(s.lit(EULER), s.log(x))), s.mul(x, polynomial(s, nearCoefficients(), x)));
  const r = s.div(s.lit(1), x);
  const middle = chebyshev(s, MIDDLE, s.div(s.sub(s.mul(s.lit(8), r), s.lit(5)), s.lit(3)));
  const far = chebyshev(s, FAR, s.sub(s.mul(s.lit(8), r), s.lit(1)));
  const outer = s.mul(s.mul(s.exp(s.neg(x)), r), s.select(s.lt(x, s.lit(4)), middle, far));
  return s.select(s.gt(x, s.lit(1)), outer, near);
}

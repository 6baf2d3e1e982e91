/** Exponential integrals. */
import { div, mul, neg, pointwise, sub, type PointwiseOperation, type Scalar } from "@fluxion/core";
import { unary, type Unary } from "./functions.js";
import { exp1Of } from "./scalar/exp1.js";
import { chebyshev, type S } from "./scalar/series.js";

/** The root of Ei in two parts. */
const [ROOT, ROOT_REST] = [0.3725074107813666, 1.3140183414386028e-17];

/**
 * Of (Ei(x) − log(x/x₀))/(x − x₀) on [0, 6], where x₀ is the root (Cody and Thacher, "Chebyshev approximations for the exponential
 * integral Ei(x)", 1969), and of x·e⁻ˣ·Ei(x) in 1/x on [6, 12], [12, 24] and beyond; from interpolation in 64 nodes with 50 digits.
 */
const NEAR: readonly number[] = [
  5.257958226943482, 6.004639395661629, 2.469688170948231, 0.7902956029932626, 0.2071548491532639, 0.04602682604407321,
  0.008880237057344323, 0.0015146911094885722, 0.00023159134968734474, 3.2092485124027427e-5, 4.066921310320624e-6,
  4.748419512679941e-7, 5.140302084703391e-8, 5.187110649842181e-9, 4.902148216697985e-10, 4.356558086355594e-11,
  3.6539244499196015e-12, 2.901505315385807e-13, 2.1876473555324577e-14, 1.5701440360230516e-15, 1.0752799606371169e-16,
];
const TO_12: readonly number[] = [
  1.186519731605943, 0.08867277799156566, 0.004538849615854891, -0.0007360917133533506, -0.0001311802094421383,
  1.860281858277769e-5, 1.7610424153850599e-6, -6.410426692376372e-7, 4.3431190977401596e-8, 9.457713014017885e-9,
  -2.804867660824966e-9, 2.9077513809389464e-10, 1.5005396668585005e-11, -1.1038674953026538e-11,
  2.0752769575841014e-12, -1.824894014255641e-13, -1.3060424323093775e-14, 8.22817443438954e-15,
  -1.7064640854405607e-15, 2.0895115006185691e-16,
];
const TO_24: readonly number[] = [
  1.0733284937260361, 0.028589376984320986, 0.0009877354599019657, 6.535142674684368e-5, 4.080867437625506e-6,
  -3.589926611838061e-7, -1.3445734356897559e-7, -3.096554001036047e-9, 2.9939580378560676e-9, 6.636901195446687e-11,
  -7.580298873512545e-11, 2.91093271006445e-12, 1.6949183480316525e-12, -2.4843531143767757e-13,
  -1.4921371160913075e-14, 8.569592517547666e-15, -8.552327771250706e-16, -9.567382338710219e-17, 3.92278471915959e-17,
];
const FAR: readonly number[] = [
  1.0222957360954668, 0.022812793514753286, 0.0005360936928493524, 2.0034094292122614e-5, 1.0686092350144287e-6,
  7.746060698591084e-8, 7.504513851387549e-9, 9.65386432321799e-10, 1.5701407029249868e-10, 2.779058341161681e-11,
  3.828483997307224e-12, -1.9274603059481113e-13, -3.984438522784285e-13, -1.5561943489863476e-13,
  -2.6325433913268538e-14, 5.119012243843834e-15, 4.450825135967824e-15, 8.977579029888121e-16, -2.2282754984589544e-16,
  -1.6452081405038015e-16, -1.5179371674871094e-17, 1.6736756138129383e-17,
];

function eiOfPositive(s: S, x: Scalar): Scalar {
  const distance = s.sub(s.sub(x, s.lit(ROOT)), s.lit(ROOT_REST));
  const ratio = s.div(distance, s.lit(ROOT));
  const log = s.select(s.lt(s.abs(ratio), s.lit(0.5)), s.log1p(ratio), s.log(s.div(x, s.lit(ROOT))));
  const near = s.add(log, s.mul(distance, chebyshev(s, NEAR, s.sub(s.div(x, s.lit(3)), s.lit(1)))));
  const r = s.div(s.lit(1), x);
  const in24 = (factor: number, shift: number): Scalar => s.sub(s.mul(s.lit(factor), r), s.lit(shift));
  const below24 = s.select(s.lt(x, s.lit(12)), chebyshev(s, TO_12, in24(24, 3)), chebyshev(s, TO_24, in24(48, 3)));
  const outer = s.mul(s.select(s.lt(x, s.lit(24)), below24, chebyshev(s, FAR, in24(48, 1))), r);
  // In two steps, since eˣ overflows before the result does.
  const growth = s.exp(s.mul(s.lit(0.5), x));
  const far = s.select(s.eq(growth, s.lit(Infinity)), growth, s.mul(s.mul(outer, growth), growth));
  return s.select(s.gt(x, s.lit(6)), far, near);
}

/** eˣ/x, where eˣ may overflow. */
const slope: PointwiseOperation<object> = /* @__PURE__ */ pointwise("expiSlope", {
  body: (s) => (x) => {
    const power = s.exp(x);
    return s.select(s.eq(power, s.lit(Infinity)), power, s.div(power, x));
  },
  jvp: [(t, ans, x) => mul(t, mul(ans, sub(1, div(1, x))))],
});

const expiPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("expi", {
  body: (s) => (x) => s.select(s.lt(x, s.lit(0)), s.neg(exp1Of(s, s.neg(x))), eiOfPositive(s, x)),
  jvp: [(t, _, x) => mul(t, slope(x))],
});
const exp1Primitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("exp1", {
  body: (s) => (x) => exp1Of(s, x),
  jvp: [(t, _, x) => mul(t, slope(neg(x)))],
});

/**
 * Ei(x) = ⨍_{−∞}^x eᵗ/t dt, in floats; −∞ at 0. Source: DLMF 6.2.5.
 * @example expi([0, 1]) // [-Infinity, 1.8951178]
 */
export const expi: Unary = /* @__PURE__ */ unary(expiPrimitive);

/**
 * E₁(x) = ∫ₓ^∞ e⁻ᵗ/t dt, in floats; ∞ at 0, NaN below. Source: DLMF 6.2.1.
 * @example exp1([0, 1]) // [Infinity, 0.2193839]
 */
export const exp1: Unary = /* @__PURE__ */ unary(exp1Primitive);

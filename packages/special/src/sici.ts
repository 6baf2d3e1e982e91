/** Sine and cosine integrals. */
import { cos, div, mul, pointwise, type NDArray, type PointwiseOperation, type Scalar } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { unary } from "./functions.js";
import { EULER } from "./scalar/exp1.js";
import { chebyshev, type S } from "./scalar/series.js";

/**
 * Of Si(x)/x and (Ci(x) − log x − γ)/x² in x² up to 64, and of x·f(x) and x²·g(x) in (8/x)² beyond, with the auxiliary functions of
 * DLMF 6.2.17 and 6.2.18; from interpolation in 40 and 64 nodes with 60 digits.
 */
const SI: readonly number[] = [
  0.41548949217743547, -0.3429237403666032, 0.17082268233517436, -0.057026304028778146, 0.011912023107808686,
  -0.0016514697638438762, 0.00016181552494666304, -1.1779839593055477e-5, 6.621313653681643e-7, -2.9611807680332997e-8,
  1.079117854598963e-9, -3.267186907415527e-11, 8.351052830486921e-13, -1.8264968008568608e-14, 3.457707549045272e-16,
  -5.721930242875199e-18,
];
const CI: readonly number[] = [
  -0.10907085485859122, 0.09685738806196026, -0.03440687348714566, 0.008196673555643111, -0.0013087986938860048,
  0.00014656003342710755, -1.2055169939851e-5, 7.571311536200863e-7, -3.7460185107874995e-8, 1.4973149148057116e-9,
  -4.935564909785159e-11, 1.364715521328671e-12, -3.211028518704612e-14, 6.507722958171444e-16, -1.1480058469826864e-17,
];
const F: readonly number[] = [
  0.9860406569623826, -0.013471738208295213, 0.00045329284116522655, -3.067288651655165e-5, 3.1319919760108725e-6,
  -4.2110196496309775e-7, 6.907244830281719e-8, -1.3183212904229397e-8, 2.8369743299741647e-9, -6.732923425486324e-10,
  1.7339686939790845e-10, -4.7869389042489193e-11, 1.40323465212929e-11, -4.334957125531991e-12, 1.4027265342681547e-12,
  -4.730617346429996e-13, 1.6557877505805563e-13, -5.993808246042817e-14, 2.2372132982506768e-14,
  -8.588065231433418e-15, 3.3829238741050624e-15, -1.364728176890462e-15, 5.628689985613522e-16,
  -2.3698003543410957e-16, 1.0171106526868841e-16, -4.44475164215311e-17, 1.9754855213207925e-17,
  -8.921083556115416e-18,
];
const G: readonly number[] = [
  0.9607478397520359, -0.03711389621239806, 0.0019414398889919036, -0.0001716598842514708, 2.1126377532314656e-5,
  -3.2716325671153157e-6, 6.006921161477705e-7, -1.2586794403387074e-7, 2.932563457995776e-8, -7.456959206276285e-9,
  2.0410547835874715e-9, -5.950223038763333e-10, 1.8322967411118143e-10, -5.92050607828413e-11, 1.9965165181282273e-11,
  -6.995114007847224e-12, 2.536857739286041e-12, -9.492851164356655e-13, 3.6552311529158363e-13,
  -1.4448739149813032e-13, 5.851312143767554e-14, -2.423290214812307e-14, 1.0247042520028651e-14,
  -4.417960820697268e-15, 1.9396807770775258e-15, -8.662331164331828e-16, 3.930926051912992e-16,
  -1.8109729263460377e-16, 8.462994316463077e-17, -4.0086785185553694e-17, 1.923276874134529e-17,
  -9.340477377370797e-18,
];

interface Parts {
  readonly square: Scalar;
  readonly nearArgument: Scalar;
  readonly f: Scalar;
  readonly g: Scalar;
}

function partsOf(s: S, size: Scalar): Parts {
  const square = s.mul(size, size);
  const r = s.div(s.lit(8), size);
  const v = s.sub(s.mul(s.lit(2), s.mul(r, r)), s.lit(1));
  return {
    square,
    nearArgument: s.sub(s.mul(square, s.lit(1 / 32)), s.lit(1)),
    f: s.div(chebyshev(s, F, v), size),
    g: s.div(s.div(chebyshev(s, G, v), size), size),
  };
}

/** Sine and cosine go nowhere at ∞; the factors f and g are 0 there. */
const inside = (s: S, size: Scalar): Scalar => s.select(s.isFinite(size), size, s.lit(0));

function siOf(s: S, x: Scalar): Scalar {
  const size = s.abs(x);
  const { nearArgument, f, g } = partsOf(s, size);
  const angle = inside(s, size);
  const far = s.sub(s.sub(s.lit(Math.PI / 2), s.mul(f, s.cos(angle))), s.mul(g, s.sin(angle)));
  return s.select(s.gt(size, s.lit(8)), s.mul(s.sign(x), far), s.mul(x, chebyshev(s, SI, nearArgument)));
}

function ciOf(s: S, x: Scalar): Scalar {
  const size = s.abs(x);
  const { square, nearArgument, f, g } = partsOf(s, size);
  const angle = inside(s, size);
  const near = s.add(s.add(s.lit(EULER), s.log(size)), s.mul(square, chebyshev(s, CI, nearArgument)));
  return s.select(s.gt(size, s.lit(8)), s.sub(s.mul(f, s.sin(angle)), s.mul(g, s.cos(angle))), near);
}

const sine: PointwiseOperation<object> = /* @__PURE__ */ pointwise("sineByArgument", {
  body: (s) => (x) => s.select(s.eq(x, s.lit(0)), s.lit(1), s.div(s.sin(x), x)),
});
const si: PointwiseOperation<object> = /* @__PURE__ */ pointwise("sineIntegral", {
  body: (s) => (x) => siOf(s, x),
  jvp: [(t, _, x) => mul(t, sine(x))],
});
const ci: PointwiseOperation<object> = /* @__PURE__ */ pointwise("cosineIntegral", {
  body: (s) => (x) => ciOf(s, x),
  jvp: [(t, _, x) => mul(t, div(cos(x), x))],
});

const [sineIntegral, cosineIntegral] = [/* @__PURE__ */ unary(si), /* @__PURE__ */ unary(ci)];

/**
 * [Si(x), Ci(x)], in floats: the integrals of sin t/t from 0 and of cos t/t from ∞. Ci is even here, and −∞ at 0.
 * Source: DLMF 6.2.9, 6.2.11.
 * @example sici(1) // [0.9460831, 0.3374039]
 */
export const sici = (x: Operand): [NDArray, NDArray] => [sineIntegral(x), cosineIntegral(x)];

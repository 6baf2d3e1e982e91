/**
 * The error functions in double precision. The coefficients are our own: interpolation at Chebyshev nodes in 80 digits,
 * rounded one at a time with the rest fitted again; the relative error of each fit is below 4e-17.
 */
import { polynomial } from "./polynomial.js";

/** erf(x)/x − 1 in x², for |x| ≤ 1. */
const NEAR = [
  -7.783072047256754e-10, 1.3712628814674872e-8, -1.6206608356867929e-7, 1.6447154868122808e-6, -1.4924712509522804e-5,
  0.0001205529346521502, -0.000854832591965114, 0.005223977605729029, -0.026866170643026575, 0.11283791670943219,
  -0.3761263890318347, 0.12837916709551256,
];
/** e^(x²)·erfc(x) in x − 1, for ½ ≤ x ≤ 1.5. */
const MIDDLE = [
  1.3388725603653003e-7, -4.714965816358882e-7, 1.4380592623799835e-6, -4.657693078650098e-6, 1.4752944890349693e-5,
  -4.5148089042031e-5, 0.00013366312369498447, -0.00038195397277301067, 0.0010502693742150914, -0.0027690648178233567,
  0.0069701423770248796, -0.01666186908872388, 0.037572296215210695, -0.07922696894135768, 0.15437156137190972,
  -0.2732120147838984, 0.427583576155807,
];
/** The same in x − 2.25, for 1.5 ≤ x ≤ 3. */
const FAR = [
  1.754734673996731e-11, -1.4073759669212599e-10, 5.631130764941642e-10, -2.2150001048983724e-9, 9.220800200994812e-9,
  -3.7613678074008596e-8, 1.4945840786552096e-7, -5.80629063612179e-7, 2.203012526655956e-6, -8.15028416090427e-6,
  2.9353249471437786e-5, -0.0001027210810464907, 0.00034853542177084093, -0.0011437284836606327, 0.0036189953543774083,
  -0.011002060756439879, 0.031992627410705646, -0.08848650280874916, 0.23108725873039188,
];
/** (x·e^(x²)·erfc(x) − 1/√π)·x² in 1/x², for 3 ≤ x ≤ 28: numerator and denominator. */
const TAIL_P = [
  2.85246383567666, -19.048109617883537, -185.2898256504892, -182.66583449962943, -58.220929146849265,
  -7.07991075338877, -0.28209479177386204,
];
const TAIL_Q = [673.6646557107742, 1424.4415916911344, 924.7188069521079, 242.5342653864793, 26.597630157785716, 1];
const ONE_BY_ROOT_PI = 0.5641895835477563;

function scaled(x: number): number {
  if (x < 1.5) return polynomial(MIDDLE, x - 1);
  if (x < 3) return polynomial(FAR, x - 2.25);
  const u = 1 / (x * x);
  return (ONE_BY_ROOT_PI + (u * polynomial(TAIL_P, u)) / polynomial(TAIL_Q, u)) / x;
}

/** erfc for x ≥ ½. The square of x in the exponent is exact: that of x to 24 bits, and a small rest. */
function upperTail(x: number): number {
  if (x > 28) return 0;
  const high = Math.fround(x);
  const rest = (high - x) * (high + x);
  const value = scaled(x);
  return Math.exp(-high * high) * (value + value * rest * (1 + rest * (0.5 + rest / 6)));
}

/** 2/√π ∫₀ˣ e^(−t²) dt. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a <= 1) return x + x * polynomial(NEAR, x * x);
  if (a < 6) return x < 0 ? upperTail(a) - 1 : 1 - upperTail(a);
  return a === a ? Math.sign(x) : x;
}

/** 1 − erf(x), accurate where it is small. */
export function erfc(x: number): number {
  if (x !== x) return x;
  if (x >= 0.5) return upperTail(x);
  if (x <= -0.5) return 2 - upperTail(-x);
  const rest = x * polynomial(NEAR, x * x);
  return x < 0.25 ? 1 - (x + rest) : 0.5 - (x - 0.5 + rest);
}

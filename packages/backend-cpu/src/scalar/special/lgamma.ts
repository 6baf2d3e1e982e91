/**
 * The logarithm of the absolute value of the gamma function in double precision. Coefficients are our own, made like those
 * of erf. Near its zeros at 1 and 2 the relative error stays small; near those for x < 0 the absolute error does.
 */
import { LGAMMA_ONE_P, LGAMMA_ONE_Q, LGAMMA_STIRLING, LGAMMA_TWO_P, LGAMMA_TWO_Q } from "@fluxion/core";
import { polynomial } from "./polynomial.js";
import { sinPi } from "./sinpi.js";

/** ½·log(2π) − ½. */
const OFFSET = 0.4189385332046727;

const aroundOne = (z: number): number => (z * polynomial(LGAMMA_ONE_P, z)) / polynomial(LGAMMA_ONE_Q, z);
const aroundTwo = (z: number): number => (z * polynomial(LGAMMA_TWO_P, z)) / polynomial(LGAMMA_TWO_Q, z);

/** lgamma for x > 0. */
function positive(x: number): number {
  if (x < 0.5) return aroundOne(x) - Math.log(x);
  if (x < 0.75) return aroundTwo(x - 1) - Math.log(x);
  if (x < 1.5) return aroundOne(x - 1) + 0; // not −0 at 1
  if (x < 3) return aroundTwo(x - 2);
  if (x < 8) {
    let product = 1;
    let y = x;
    while (y >= 3) product *= --y;
    return Math.log(product) + aroundTwo(y - 2);
  }
  if (x > 1e17) return x * (Math.log(x) - 1);
  return (x - 0.5) * (Math.log(x) - 1) + (OFFSET + polynomial(LGAMMA_STIRLING, 1 / (x * x)) / x);
}

/** log |Γ(x)|; ∞ at poles. */
export function lgamma(x: number): number {
  if (x > 0) return positive(x);
  if (x !== x) return x;
  if (Math.floor(x) === x) return Infinity;
  if (x > -1e-17) return -Math.log(-x);
  // Γ(x)·Γ(−x) = −π/(x·sin πx)
  return Math.log(Math.PI / Math.abs(x * sinPi(x))) - positive(-x);
}

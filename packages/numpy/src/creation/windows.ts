/** Window functions: weights that fall towards both ends. Computed in double precision, float32 unless `dtype` says otherwise. */
import { fromElements, type NDArray } from "@fluxion/core";
import type { TypeOption } from "./array.js";
import { checkCount } from "./linspace.js";

/** `weight` of the position from 0 to 1. */
function windowOf(
  where: string,
  n: number,
  { dtype = "float32" }: TypeOption,
  weight: (position: number) => number,
): NDArray {
  checkCount(where, n);
  const weights = Array.from({ length: n }, (_, i) => (n === 1 ? 1 : weight(i / (n - 1))));
  return fromElements(weights, [n], dtype);
}

const cosine = (periods: number, position: number): number => Math.cos(2 * Math.PI * periods * position);

/**
 * The Hann window: ½ − ½·cos(2πt).
 * @example np.hanning(3) // [0, 1, 0]
 */
export const hanning = (n: number, options: TypeOption = {}): NDArray =>
  windowOf("hanning", n, options, (t) => 0.5 - 0.5 * cosine(1, t));

/**
 * The Hamming window: 0.54 − 0.46·cos(2πt).
 * @example np.hamming(1) // [1]
 */
export const hamming = (n: number, options: TypeOption = {}): NDArray =>
  windowOf("hamming", n, options, (t) => 0.54 - 0.46 * cosine(1, t));

/**
 * The Blackman window: 0.42 − 0.5·cos(2πt) + 0.08·cos(4πt).
 * @example np.blackman(1) // [1]
 */
export const blackman = (n: number, options: TypeOption = {}): NDArray =>
  windowOf("blackman", n, options, (t) => 0.42 - 0.5 * cosine(1, t) + 0.08 * cosine(2, t));

/**
 * The Bartlett window: a triangle.
 * @example np.bartlett(5) // [0, 0.5, 1, 0.5, 0]
 */
export const bartlett = (n: number, options: TypeOption = {}): NDArray =>
  windowOf("bartlett", n, options, (t) => 1 - Math.abs(2 * t - 1));

/** I₀(x) by its power series, whose terms are all positive. */
function besselI0(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > (sum * Number.EPSILON) / 4; k++) sum += term *= (x / (2 * k)) ** 2;
  return sum;
}

/**
 * The Kaiser window: I₀(β·√(1 − (2t − 1)²))/I₀(β).
 * @example np.kaiser(3, 0) // [1, 1, 1]
 */
export const kaiser = (n: number, beta: number, options: TypeOption = {}): NDArray =>
  windowOf("kaiser", n, options, (t) => besselI0(beta * Math.sqrt(Math.max(0, 1 - (2 * t - 1) ** 2))) / besselI0(beta));

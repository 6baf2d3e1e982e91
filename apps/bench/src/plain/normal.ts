/** Normal random numbers of JAX's stream as loops by hand. */

const mix = (x: number, y: number, by: number): number => ((y << by) | (y >>> (32 - by))) ^ x;

/** The two words of Threefry-2x32 for counter i under a key, xored (Salmon et al., 2011). */
export function randomBits(key0: number, key1: number, i: number): number {
  let [a, b, c] = [key0 | 0, key1 | 0, key0 ^ key1 ^ 0x1bd11bda];
  let x = a;
  let y = (i + b) | 0;
  for (let group = 1; group <= 5; group++) {
    const odd = (group & 1) === 1;
    x = (x + y) | 0;
    y = mix(x, y, odd ? 13 : 17);
    x = (x + y) | 0;
    y = mix(x, y, odd ? 15 : 29);
    x = (x + y) | 0;
    y = mix(x, y, odd ? 26 : 16);
    x = (x + y) | 0;
    y = mix(x, y, odd ? 6 : 24);
    const first = a;
    a = b;
    b = c;
    c = first;
    x = (x + a) | 0;
    y = (y + b + group) | 0;
  }
  return (x ^ y) >>> 0;
}

const LOW = Math.fround(2 ** -24 - 1);

/** A float32 in (−1, 1): the highest 23 bits are its significand. */
export const uniform = (bits: number): number => Math.max(LOW, Math.fround(Math.fround((bits >>> 9) * 2 ** -22) + LOW));

const CENTRE = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503, -0.00417768164,
  0.246640727, 1.50140941,
] as const;
const TAIL = [
  -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047,
  1.00167406, 2.83297682,
] as const;

function horner(coefficients: readonly number[], x: number): number {
  let p = 0;
  for (let i = 0; i < coefficients.length; i++) p = p * x + (coefficients[i] as number);
  return p;
}

/** Inverse error function in single precision (Giles, "Approximating the erfinv function", 2011). */
function erfInv(x: number): number {
  const w = -Math.log((1 - x) * (1 + x));
  return x * (w < 5 ? horner(CENTRE, w - 2.5) : horner(TAIL, Math.sqrt(w) - 3));
}

export function normal(key0: number, key1: number, n: number): Float32Array {
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) out[i] = Math.SQRT2 * erfInv(uniform(randomBits(key0, key1, i)));
  return out;
}

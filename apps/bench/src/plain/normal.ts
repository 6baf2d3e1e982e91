/** Normal random numbers of JAX's stream as loops by hand. */

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/** The two words of Threefry-2x32 for counter i under a key, xored (Salmon et al., 2011). */
export function randomBits(key0: number, key1: number, i: number): number {
  const key2 = key0 ^ key1 ^ 0x1bd11bda;
  let x = key0;
  let y = (i + key1) | 0;
  for (let group = 0; group < 5; group++) {
    for (let k = 0; k < 4; k++) {
      x = (x + y) | 0;
      y = rotate(y, ROTATIONS[(group % 2) * 4 + k] as number) ^ x;
    }
    x = (x + (group % 3 === 0 ? key1 : group % 3 === 1 ? key2 : key0)) | 0;
    y = (y + (group % 3 === 0 ? key2 : group % 3 === 1 ? key0 : key1) + group + 1) | 0;
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

/** Inverse error function in single precision (Giles, "Approximating the erfinv function", 2011). */
function erfInv(x: number): number {
  const w = -Math.log((1 - x) * (1 + x));
  const [coefficients, v] = w < 5 ? [CENTRE, w - 2.5] : [TAIL, Math.sqrt(w) - 3];
  let p = 0;
  for (let i = 0; i < 9; i++) p = p * v + (coefficients[i] as number);
  return p * x;
}

export function normal(key0: number, key1: number, n: number): Float32Array {
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) out[i] = Math.SQRT2 * erfInv(uniform(randomBits(key0, key1, i)));
  return out;
}

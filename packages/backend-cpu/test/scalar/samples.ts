/** Values of every element type: all the special ones, and pseudo-random ones from a fixed seed. */
import type { CpuDType } from "../../src/scalar/wrap.js";

export const SEED = 20261107;

/** A linear congruential generator (Knuth's MMIX constants); numbers in [0, 1). */
export function randoms(seed: number = SEED): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
    return Number(state >> 11n) / 2 ** 53;
  };
}

const SPECIAL_FLOATS = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  2,
  3,
  -3,
  10,
  1e-7,
  -1e-7,
  1e-20,
  1e4,
  -1e4,
  1e16,
  709.5,
  -745.2,
  88.7,
  -103.5,
  Infinity,
  -Infinity,
  NaN,
  Math.PI,
  -Math.PI,
  1 / 3,
];
const SPECIAL = {
  float64: [
    ...SPECIAL_FLOATS,
    Number.MIN_VALUE,
    -Number.MIN_VALUE,
    2.2250738585072014e-308,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
  ],
  float32: [
    ...SPECIAL_FLOATS.map(Math.fround),
    2 ** -149,
    -(2 ** -149),
    2 ** -126,
    3.4028234663852886e38,
    -3.4028234663852886e38,
  ],
  int32: [0, 1, -1, 2, -2, 3, 7, 31, 32, 33, -32, 255, 2147483647, -2147483648, -2147483647],
  uint32: [0, 1, 2, 3, 7, 31, 32, 33, 255, 2147483647, 2147483648, 4294967295, 4294967294],
  int8: [0, 1, -1, 2, -2, 3, 7, 8, 9, 31, 127, -128, -127],
  uint8: [0, 1, 2, 3, 7, 8, 9, 31, 127, 128, 255, 254],
  bool: [0, 1],
} satisfies Record<CpuDType, number[]>;

export const STORAGE = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

export const DTYPES = Object.keys(SPECIAL) as CpuDType[];

export const isFloat = (dtype: CpuDType): boolean => dtype === "float32" || dtype === "float64";

/** `count` values, each exactly an element of the type. */
export function samples(dtype: CpuDType, count: number, random: () => number): number[] {
  const special: number[] = SPECIAL[dtype];
  const float = (): number => {
    const sign = random() < 0.5 ? -1 : 1;
    return random() < 0.5 ? (random() - 0.5) * 20 : sign * 2 ** ((random() - 0.5) * 250);
  };
  const next = (): number => {
    if (random() < 0.3) return special[Math.floor(random() * special.length)] as number;
    if (dtype === "bool") return random() < 0.5 ? 0 : 1;
    return isFloat(dtype) ? float() : Math.floor((random() - 0.5) * 2 ** 33);
  };
  return Array.from(STORAGE[dtype].from([...special, ...Array.from({ length: count }, next)]));
}

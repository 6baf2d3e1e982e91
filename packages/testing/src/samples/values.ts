/** Values for samples: coarse numbers in a range, distinct numbers, and the special values of each element type. */
import { DTYPES, sizeOf, type DType, type Shape } from "@fluxion/core";
import { fraction } from "../directions.js";
import { tensor, type Tensor } from "../tensor.js";

/** The real element types that have storage in JavaScript. */
export const STORED: readonly DType[] = ["bool", "int8", "uint8", "int32", "uint32", "float32", "float64"];
export const FLOATS: readonly DType[] = ["float64", "float32"];
export const INTEGERS: readonly DType[] = ["int32", "uint32", "int8", "uint8"];
export const NUMERIC: readonly DType[] = [...FLOATS, ...INTEGERS];

export const isFloating = (dtype: DType): boolean => DTYPES[dtype].kind === "float";

/** Numbers without a pattern between two bounds, multiples of 2⁻¹⁰, so exact in float32 and exactly a small step apart. */
export const between =
  (low: number, high: number, salt = 0) =>
  (index: number): number =>
    Math.round((low + (high - low) * fraction(index, salt)) * 1024) / 1024;

/** Distinct numbers around 0 in an irregular order, at least 1/4 apart. */
export const distinct = (dtype: DType, shape: Shape, salt = 0): Tensor => {
  const size = sizeOf(shape);
  const order = Array.from({ length: size }, (_, i) => i).toSorted((i, j) => fraction(i, salt) - fraction(j, salt));
  const middle = size >> 1;
  if (isFloating(dtype)) return tensor(dtype, shape, (i) => ((order[i] as number) - middle) / 4 + 1 / 16);
  return tensor(dtype, shape, (i) => (order[i] as number) - (DTYPES[dtype].kind === "int" ? middle : 0));
};

/** Unremarkable values of any type: floats between −2 and 2, small integers, both booleans. */
export function ordinary(dtype: DType, shape: Shape, salt = 0): Tensor {
  const { kind } = DTYPES[dtype];
  if (kind === "float") return tensor(dtype, shape, between(-2, 2, salt));
  if (kind === "bool") return tensor(dtype, shape, (i) => (fraction(i, salt) < 0.5 ? 1 : 0));
  return tensor(dtype, shape, (i) => Math.floor(7 * fraction(i, salt)) - (kind === "int" ? 3 : 0));
}

const FLOAT_SPECIALS = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  3,
  NaN,
  Infinity,
  -Infinity,
  1e-30,
  -1e-30,
  1e30,
  -1e30,
  100.25,
  -7,
];
const EXTREMES: Partial<Record<DType, readonly number[]>> = {
  float64: [5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, -1.7976931348623157e308],
  float32: [2 ** -149, -(2 ** -149), 2 ** -126, 3.4028234663852886e38, -3.4028234663852886e38],
  int8: [-128, -127, 127],
  uint8: [254, 255],
  int32: [-2147483648, -2147483647, 2147483647, 65536, 46341],
  uint32: [2147483648, 4294967294, 4294967295, 65537],
  bool: [1],
};

/** Zeros of both signs, NaN, infinities, ties of rounding, the smallest and the largest. */
export function specials(dtype: DType): readonly number[] {
  const extremes = EXTREMES[dtype] ?? [];
  const { kind } = DTYPES[dtype];
  if (kind === "float") return [...FLOAT_SPECIALS, ...extremes];
  return kind === "bool"
    ? [0, ...extremes]
    : [0, 1, 2, 3, 7, 31, 32, 33, ...(kind === "int" ? [-1, -2, -7, -33] : []), ...extremes];
}

/** All special values, as one axis. */
export const allSpecials = (dtype: DType): Tensor => tensor(dtype, [specials(dtype).length], specials(dtype));

/** All pairs of special values, as two axes each. */
export function pairsOfSpecials(dtype: DType): readonly [Tensor, Tensor] {
  const values = specials(dtype);
  const n = values.length;
  return [
    tensor(dtype, [n, n], (i) => values[Math.floor(i / n)] as number),
    tensor(dtype, [n, n], (i) => values[i % n] as number),
  ];
}

/** What samplers must know of the float types, and the ranges of the integer types. */
import { DTYPES, isInteger, raise, type DType } from "@fluxion/core";

export type FloatDType = "float16" | "float32" | "float64";
export type IntegerDType = "int8" | "uint8" | "int32" | "uint32";

export interface FloatFormat {
  /** Bits of a number, as many as random bits are drawn for it. */
  readonly width: number;
  /** Stored bits of the significand. */
  readonly mantissa: number;
  /** The smallest normal number. */
  readonly tiny: number;
  /** The step from 1 upwards; the step downwards is half of it. */
  readonly epsilon: number;
}

/** IEEE 754-2019, table 3.5. */
const FORMATS: Record<FloatDType, FloatFormat> = {
  float16: { width: 16, mantissa: 10, tiny: 2 ** -14, epsilon: 2 ** -10 },
  float32: { width: 32, mantissa: 23, tiny: 2 ** -126, epsilon: 2 ** -23 },
  float64: { width: 64, mantissa: 52, tiny: 2 ** -1022, epsilon: 2 ** -52 },
};

/** @throws DTypeError unless the type is float16, float32 or float64 */
export function formatOf(where: string, dtype: DType): FloatFormat {
  const format = (FORMATS as Partial<Record<DType, FloatFormat>>)[dtype];
  return (
    format ??
    raise({
      code: "dtype",
      what: `random floats have a float type, not ${dtype}`,
      where: `random.${where}`,
      fix: "choose float32 or float64",
    })
  );
}

/** Least and largest value of an integer type. @throws DTypeError for other types */
export function rangeOf(where: string, dtype: DType): readonly [number, number] {
  if (isInteger(dtype)) {
    const { kind, bytes } = DTYPES[dtype];
    const count = 2 ** (8 * bytes);
    return kind === "uint" ? [0, count - 1] : [-count / 2, count / 2 - 1];
  }
  return raise({
    code: "dtype",
    what: `random integers have an integer type, not ${dtype}`,
    where: `random.${where}`,
    fix: "choose int32, uint32, int8 or uint8",
  });
}

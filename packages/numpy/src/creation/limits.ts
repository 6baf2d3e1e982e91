/** Limits of the number types. */
import { DTYPES, isFloat, isInteger, raise, type DType } from "@fluxion/core";

export interface FloatLimits {
  readonly dtype: DType;
  readonly bits: number;
  /** The distance from 1 to the next number. */
  readonly eps: number;
  readonly max: number;
  readonly min: number;
  /** The smallest positive number of full precision. */
  readonly tiny: number;
  readonly smallestNormal: number;
  readonly smallestSubnormal: number;
  /** Decimal digits that always survive. */
  readonly precision: number;
}

/** Bits of the significand, hidden one included, and the largest exponent. */
const FORMATS: Partial<Record<DType, readonly [digits: number, exponent: number]>> = {
  float16: [11, 15],
  float32: [24, 127],
  float64: [53, 1023],
};

/**
 * Limits of a float type; a dtype error for others.
 * @example np.finfo("float32").eps // 1.1920928955078125e-7
 */
export function finfo(dtype: DType): FloatLimits {
  const part: DType = dtype === "complex64" ? "float32" : dtype === "complex128" ? "float64" : dtype;
  const format = FORMATS[part];
  if (format === undefined)
    return raise({
      code: "dtype",
      what: `${dtype} is not a float type`,
      where: "finfo",
      fix: "use iinfo for integers",
    });
  const [digits, exponent] = format;
  const max = (2 - 2 ** (1 - digits)) * 2 ** exponent;
  const tiny = 2 ** (1 - exponent);
  return {
    dtype: part,
    bits: DTYPES[part].bytes * 8,
    eps: 2 ** (1 - digits),
    max,
    min: -max,
    tiny,
    smallestNormal: tiny,
    smallestSubnormal: tiny * 2 ** (1 - digits),
    precision: Math.floor((digits - 1) * Math.log10(2)),
  };
}

export interface IntegerLimits {
  readonly dtype: DType;
  readonly bits: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Limits of an integer type; a dtype error for others.
 * @example np.iinfo("int8").max // 127
 */
export function iinfo(dtype: DType): IntegerLimits {
  if (!isInteger(dtype))
    return raise({
      code: "dtype",
      what: `${dtype} is not an integer type`,
      where: "iinfo",
      fix: isFloat(dtype) ? "use finfo for floats" : "use int32",
    });
  const { kind, bytes } = DTYPES[dtype];
  const bits = bytes * 8;
  return {
    dtype,
    bits,
    min: kind === "uint" ? 0 : -(2 ** (bits - 1)),
    max: kind === "uint" ? 2 ** bits - 1 : 2 ** (bits - 1) - 1,
  };
}

/** Names of the element types and the constants of the number line. */

/** Booleans. */
export const bool = "bool" as const;
/** Booleans, by the name NumPy also has. */
export const bool_ = "bool" as const;
/** Integers from −128 to 127. */
export const int8 = "int8" as const;
/** Integers from 0 to 255. */
export const uint8 = "uint8" as const;
/** Integers from −2³¹ to 2³¹ − 1. */
export const int32 = "int32" as const;
/** Integers from 0 to 2³² − 1. */
export const uint32 = "uint32" as const;
/** Floats of half precision. */
export const float16 = "float16" as const;
/** Floats of single precision: the type of plain numbers. */
export const float32 = "float32" as const;
/** Floats of double precision. */
export const float64 = "float64" as const;
/** Pairs of float32. */
export const complex64 = "complex64" as const;
/** Pairs of float64. */
export const complex128 = "complex128" as const;

/** The circumference of a circle of diameter 1. */
export const pi: number = Math.PI;
/** The base of the natural logarithm. */
export const e: number = Math.E;
/** The limit of the harmonic series less the logarithm. */
export const eulerGamma = 0.5772156649015329;
/** Positive infinity. */
export const inf: number = Infinity;
/** Not a number. */
export const nan: number = NaN;

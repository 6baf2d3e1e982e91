/** An array as plain numbers: what golden files hold and what backends are compared by. */

/** Element types that occur in the files. The 64-bit integers stand for the 32-bit ones, since JavaScript has no others. */
export const DTYPES = [
  "bool",
  "int8",
  "uint8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "int64",
  "uint64",
  "float16",
  "float32",
  "float64",
  "complex64",
  "complex128",
] as const;

export type DTypeName = (typeof DTYPES)[number];

export interface ArrayData {
  readonly dtype: DTypeName;
  readonly shape: readonly number[];
  /** Row-major; booleans are 0 and 1, complex elements are two numbers, real part first. */
  readonly data: ArrayLike<number>;
}

export const isComplex = (dtype: DTypeName): boolean => dtype.startsWith("complex");
export const isFloating = (dtype: DTypeName): boolean => dtype.startsWith("float") || isComplex(dtype);

export const isDType = (text: unknown): text is DTypeName => DTYPES.some((dtype) => dtype === text);

/** The element type a library without 64-bit integers uses in place of one. */
export function storedDType(dtype: DTypeName): DTypeName {
  if (dtype === "int64") return "int32";
  return dtype === "uint64" ? "uint32" : dtype;
}

export const elementCount = (shape: readonly number[]): number => shape.reduce((count, size) => count * size, 1);

/** `float64[2,3]`. */
export const showType = ({ dtype, shape }: Pick<ArrayData, "dtype" | "shape">): string =>
  `${dtype}[${shape.join(",")}]`;

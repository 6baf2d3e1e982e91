/** The type of an array: an element type and a shape, both known before anything runs. */
import { right, type Either } from "#fp-ts/Either";
import { fail, raise, type Failure } from "../errors.js";

export type DType =
  | "bool"
  | "int8"
  | "uint8"
  | "int32"
  | "uint32"
  | "float16"
  | "float32"
  | "float64"
  | "complex64"
  | "complex128";

export type Shape = readonly number[];

export interface ArrayType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** Families of element types. */
export type Kind = "bool" | "int" | "uint" | "float" | "complex";

/** Text form, storage and family of each element type. */
export const DTYPES: Record<DType, { short: string; bytes: number; kind: Kind }> = {
  bool: { short: "bool", bytes: 1, kind: "bool" },
  int8: { short: "i8", bytes: 1, kind: "int" },
  uint8: { short: "u8", bytes: 1, kind: "uint" },
  int32: { short: "i32", bytes: 4, kind: "int" },
  uint32: { short: "u32", bytes: 4, kind: "uint" },
  float16: { short: "f16", bytes: 2, kind: "float" },
  float32: { short: "f32", bytes: 4, kind: "float" },
  float64: { short: "f64", bytes: 8, kind: "float" },
  complex64: { short: "c64", bytes: 8, kind: "complex" },
  complex128: { short: "c128", bytes: 16, kind: "complex" },
};

/** Whether a name is that of an element type. */
export const isDType = (name: unknown): name is DType => typeof name === "string" && Object.hasOwn(DTYPES, name);

const unknownDType = (name: unknown): Failure => ({
  code: "dtype",
  what: `${typeof name === "string" ? name : `of type ${typeof name}`} is not an element type`,
  fix: `use one of ${Object.keys(DTYPES).join(", ")}; integers have at most 32 bits`,
});

/** The typed error for a name that is no element type. */
export const noDType = (name: unknown): never => raise(unknownDType(name));

/** What is known of an element type; a typed error for a name that is none. */
const traits = (dtype: DType): (typeof DTYPES)[DType] => (isDType(dtype) ? DTYPES[dtype] : noDType(dtype));

/** Guards the element type that a rule is given. */
export const checkDType = (where: string, dtype: DType): Either<Failure, DType> =>
  isDType(dtype) ? right(dtype) : fail({ ...unknownDType(dtype), where });

export const isFloat = (dtype: DType): boolean => traits(dtype).kind === "float";
export const isComplex = (dtype: DType): boolean => traits(dtype).kind === "complex";
/** Whether tangents of this element type carry information. */
export const isInexact = (dtype: DType): boolean => isFloat(dtype) || isComplex(dtype);
export const isInteger = (dtype: DType): boolean => traits(dtype).kind === "int" || traits(dtype).kind === "uint";

export const arrayType = (dtype: DType, shape: Shape): ArrayType => ({ dtype, shape });

/** Number of elements of a shape; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const dimension of shape) size *= dimension;
  return size;
}

export const bytesOf = (type: ArrayType): number => sizeOf(type.shape) * traits(type.dtype).bytes;

const keys = new WeakMap<ArrayType, string>();

/** `f32[2,3]`: how a type is printed, and what tells two types apart. */
export function showType(type: ArrayType): string {
  const known = keys.get(type);
  if (known !== undefined) return known;
  const text = `${traits(type.dtype).short}[${type.shape.join(",")}]`;
  keys.set(type, text);
  return text;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export const sameType = (a: ArrayType, b: ArrayType): boolean =>
  a === b || (a.dtype === b.dtype && sameShape(a.shape, b.shape));

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  return strides;
}

/** The shape without the given axes. */
export const without = (shape: Shape, axes: readonly number[]): number[] =>
  shape.filter((_, axis) => !axes.includes(axis));

/** Guards the axes of a rule: each in range, none twice. */
export function checkAxes(where: string, axes: readonly number[], rank: number): Either<Failure, readonly number[]> {
  if (!Array.isArray(axes))
    return fail({ code: "argument", what: `axes are ${String(axes)}, not a list`, where, fix: "give a list of axes" });
  const bad = axes.find((axis) => !Number.isInteger(axis) || axis < 0 || axis >= rank);
  if (bad !== undefined)
    return fail({
      code: "shape",
      what: `axis ${bad} is out of range for ${rank} dimensions`,
      where,
      fix: `use axes from 0 to ${rank - 1}`,
    });
  if (new Set(axes).size !== axes.length)
    return fail({
      code: "shape",
      what: `axes [${axes.join(", ")}] name an axis twice`,
      where,
      fix: "name each axis once",
    });
  return right(axes);
}

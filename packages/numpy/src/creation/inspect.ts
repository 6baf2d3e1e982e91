/** What arrays and element types are. */
import { DTYPES, isDType, noDType, type DType } from "@fluxion/core";
import { isScalar, normalizeAxes, requireList, toArray, type AxisOption, type Operand } from "../support/index.js";

/**
 * The shape of what counts as an array.
 * @example np.shape([[1, 2], [3, 4]]) // [2, 2]
 */
export const shape = (x: Operand): readonly number[] => toArray(x).shape;

/**
 * The number of dimensions of what counts as an array.
 * @example np.ndim([[1, 2], [3, 4]]) // 2
 */
export const ndim = (x: Operand): number => toArray(x).ndim;

/**
 * The number of elements of what counts as an array, in all or along axes.
 * @example np.size([[1, 2], [3, 4]], { axis: 0 }) // 2
 */
export function size(x: Operand, { axis }: { axis?: AxisOption } = {}): number {
  const array = toArray(x);
  return normalizeAxes("size", axis, array.ndim).reduce((product, i) => product * (array.shape[i] as number), 1);
}

/**
 * Whether something is a number or a boolean, rather than an array.
 * @example np.isscalar(3) // true
 */
export const isscalar = (x: unknown): boolean => isScalar(x);

/**
 * Whether the element type is complex.
 * @example np.iscomplexobj([1, 2]) // false
 */
export const iscomplexobj = (x: Operand): boolean => DTYPES[toArray(x).dtype].kind === "complex";

/**
 * Whether the element type is not complex.
 * @example np.isrealobj([1, 2]) // true
 */
export const isrealobj = (x: Operand): boolean => !iscomplexobj(x);

/** Families of element types, as the array API names them. */
export type DTypeKind =
  | "bool"
  | "signed integer"
  | "unsigned integer"
  | "integral"
  | "real floating"
  | "complex floating"
  | "numeric";

const FAMILIES: Readonly<Record<DTypeKind, readonly string[]>> = {
  bool: ["bool"],
  "signed integer": ["int"],
  "unsigned integer": ["uint"],
  integral: ["int", "uint"],
  "real floating": ["float"],
  "complex floating": ["complex"],
  numeric: ["int", "uint", "float", "complex"],
};

/**
 * Whether an element type is another, or belongs to a family, or to one of several.
 * @example np.isdtype("float32", "real floating") // true
 */
export const isdtype = (dtype: DType, kind: DType | DTypeKind | readonly (DType | DTypeKind)[]): boolean =>
  (typeof kind === "string" ? [kind] : requireList<DType | DTypeKind>("isdtype", "kinds", kind)).some(
    (one) =>
      one === dtype ||
      (Object.hasOwn(FAMILIES, one) &&
        FAMILIES[one as DTypeKind].includes((isDType(dtype) ? DTYPES[dtype] : noDType(dtype)).kind)),
  );

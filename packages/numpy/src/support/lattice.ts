/** JAX's lattice of element types, in which scalars without a type of their own give way to arrays. */
import { DTYPES, isComplex, isFloat, NDArray, type DType } from "@fluxion/core";
import { weakKindOf, type WeakScalar } from "./weak.js";

const FLOATS: readonly DType[] = ["float16", "float32", "float64"];
const partOf = (dtype: DType): DType =>
  dtype === "complex64" ? "float32" : dtype === "complex128" ? "float64" : dtype;
const widerFloat = (a: DType, b: DType): DType => (FLOATS.indexOf(a) > FLOATS.indexOf(b) ? a : b);

/**
 * The smallest type that holds both; there are no 16- and 64-bit integers, so int32 stands for what would be one of them.
 * @example np.promoteTypes("int32", "float32") // "float32"
 */
export function promoteTypes(a: DType, b: DType): DType {
  if (a === b || b === "bool") return a;
  if (a === "bool") return b;
  const part = widerFloat(partOf(a), partOf(b));
  if (isComplex(a) || isComplex(b)) return part === "float64" ? "complex128" : "complex64";
  if (isFloat(a) || isFloat(b)) return part;
  const [x, y] = [DTYPES[a], DTYPES[b]];
  if (x.kind === y.kind) return x.bytes > y.bytes ? a : b;
  return "int32";
}

export type Scalar = number | boolean | WeakScalar;

const LEVEL = { bool: 0, int: 1, float: 2 } as const;

/** The common type of arrays, scalars and names of types. */
export function commonType(xs: readonly (NDArray | Scalar | DType)[]): DType {
  let strong: DType | undefined;
  let weak = 0;
  let plain = false;
  for (const x of xs) {
    const kind = x instanceof NDArray ? x.weak : weakKindOf(x);
    if (kind === undefined) {
      const dtype = x instanceof NDArray ? x.dtype : (x as DType);
      strong = strong === undefined ? dtype : promoteTypes(strong, dtype);
      continue;
    }
    plain ||= typeof x === "number" || x instanceof NDArray;
    if (LEVEL[kind] > weak) weak = LEVEL[kind];
  }
  if (strong === undefined) return plain || weak === 2 ? "float32" : weak === 1 ? "int32" : "bool";
  if (weak === 2 && !isFloat(strong) && !isComplex(strong)) return "float32";
  return weak === 1 && strong === "bool" ? "int32" : strong;
}

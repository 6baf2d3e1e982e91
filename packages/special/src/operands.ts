/** Operands as primitives want them: arrays of one float type and one shape. */
import { DeviceArray, fromPlain, fullLike, isComplex, isFloat, NDArray, sameType, type DType } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";

/** Float types stay (complex ones too: the primitive refuses them by name), others become float32. */
const floatOf = (dtype: DType): DType => (isFloat(dtype) || isComplex(dtype) ? dtype : "float32");

/** One operand as an array of floats: integers, booleans and plain numbers give float32. */
export function float(x: Operand): NDArray {
  const array = np.asarray(x);
  return np.astype(array, floatOf(array.dtype));
}

/** A number beside an array: data where that is data, so that a new value compiles nothing. */
const beside = (like: NDArray | undefined, x: number, dtype: DType): NDArray =>
  like === undefined || like instanceof DeviceArray ? fromPlain(x, dtype, like?.backend) : fullLike(like, x, dtype, []);

/** Operands of their common float type; shapes stay. */
export function promoted(...xs: readonly Operand[]): NDArray[] {
  const dtype = floatOf(np.resultType(...xs));
  const like = xs.find((x) => x instanceof NDArray);
  return xs.map((x) => (typeof x === "number" ? beside(like, x, dtype) : np.astype(np.asarray(x), dtype)));
}

/** Operands of their common float type, broadcast to their common shape. A shape error if they do not broadcast. */
export function floats(...xs: readonly Operand[]): NDArray[] {
  const [first] = xs;
  const isReady = (x: Operand): boolean =>
    x instanceof NDArray && first instanceof NDArray && isFloat(x.dtype) && sameType(x.type, first.type);
  return xs.every(isReady) ? (xs as NDArray[]) : np.broadcastArrays(...promoted(...xs));
}

/** Operands of a common element type. */
import { dtypeOfTypedArray, NDArray, type DType } from "@fluxion/core";
import { convertTo } from "./convert.js";
import { commonType, type Scalar } from "./lattice.js";
import { besideOf, scalar, scalarLike } from "./scalar.js";
import { isScalar, toArray } from "./to-array.js";
import { type Operand } from "./weak.js";

const isReady = (x: Operand): x is NDArray | Scalar => x instanceof NDArray || isScalar(x);

/** Lists and typed arrays become arrays beside those that are given; scalars stay, so that nothing is converted twice. */
export function listsAsArrays(xs: readonly Operand[]): (NDArray | Scalar)[] {
  if (xs.every(isReady)) return xs as (NDArray | Scalar)[];
  const like = xs.find((x) => x instanceof NDArray);
  return besideOf(like, () => xs.map((x) => (isReady(x) ? x : toArray(x))));
}

/**
 * The type that operands (arrays, numbers, names of types) have in common. Numbers alone are float32; beside arrays they
 * only raise the kind: an integer beside booleans gives int32, a fraction beside integers float32.
 * @example np.resultType(np.arange(3), 2.5) // "float32"
 */
export const resultType = (...xs: readonly (Operand | DType)[]): DType =>
  commonType(
    xs.map((x) =>
      typeof x === "string" || isScalar(x) || x instanceof NDArray ? x : (dtypeOfTypedArray(x) ?? toArray(x).dtype),
    ),
  );

/** Operands as arrays of their common type; shapes stay. */
export function promote(...xs: readonly Operand[]): NDArray[] {
  const operands = listsAsArrays(xs);
  const dtype = commonType(operands);
  const like = operands.find((x) => x instanceof NDArray);
  return operands.map((x) =>
    x instanceof NDArray ? convertTo(x, dtype) : like === undefined ? scalar(x, dtype) : scalarLike(like, x, dtype, []),
  );
}

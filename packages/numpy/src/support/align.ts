/** Operands of one type and one shape, as primitives want them: promoted, then broadcast. */
import { NDArray, sameShape, type DType, type Shape } from "@fluxion/core";
import { broadcastFitting, broadcastShapes } from "./broadcast.js";
import { convertTo } from "./convert.js";
import { commonType, type Scalar } from "./lattice.js";
import { listsAsArrays } from "./promote.js";
import { scalar, scalarLike } from "./scalar.js";
import type { Operand } from "./weak.js";

type Aligned<T extends readonly Operand[]> = { -readonly [K in keyof T]: NDArray };

/** Whether two operands already are arrays of one type: then nothing needs to be done. */
const areAligned = (x: Operand | undefined, y: Operand | undefined): x is NDArray =>
  x instanceof NDArray &&
  y instanceof NDArray &&
  (x.type === y.type || (x.dtype === y.dtype && sameShape(x.shape, y.shape)));

/** The shape of all arrays together. */
function commonShape(arrays: readonly NDArray[]): Shape {
  const first = arrays[0]?.shape ?? [];
  return arrays.every((x) => sameShape(x.shape, first)) ? first : broadcastShapes(...arrays.map((x) => x.shape));
}

/** Operands of a common shape and of the type that `choose` makes of their common type. */
export function alignAs<const T extends readonly Operand[]>(xs: T, choose: (common: DType) => DType): Aligned<T> {
  const [x, y] = xs;
  if (xs.length === 2 && areAligned(x, y) && choose(x.dtype) === x.dtype) return xs as unknown as Aligned<T>;
  const operands = listsAsArrays(xs);
  const dtype = choose(commonType(operands));
  const arrays = operands.filter((operand) => operand instanceof NDArray);
  const shape = commonShape(arrays);
  const [first] = arrays;
  const place = (operand: NDArray | Scalar): NDArray => {
    if (operand instanceof NDArray) return broadcastFitting(convertTo(operand, dtype), shape);
    return first === undefined ? scalar(operand, dtype) : scalarLike(first, operand, dtype, shape);
  };
  return operands.map(place) as Aligned<T>;
}

const same = (dtype: DType): DType => dtype;

/** Operands of their common type and shape. */
export const align = <const T extends readonly Operand[]>(...xs: T): Aligned<T> => alignAs(xs, same);

/** Classes as rows of a unit matrix. */
import { indicesAlong, isFloat, type DType, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";

export interface OneHotOptions {
  /** Element type of the result; float32 if not given. */
  readonly dtype?: DType;
  /** Where the axis of classes stands in the result; last if not given. */
  readonly axis?: number;
}

/**
 * 1 at the class, 0 at all others: an axis of size `numClasses` is added to the shape of x. Classes out of range (and fractions)
 * give zeros.
 * @example oneHot([0, 2, -1], 3) // [[1, 0, 0], [0, 0, 1], [0, 0, 0]]
 */
export function oneHot(x: Operand, numClasses: number, { dtype = "float32", axis = -1 }: OneHotOptions = {}): NDArray {
  const given = np.asarray(x);
  const classes = isFloat(given.dtype) ? given : np.astype(given, "int32");
  const place = axis < 0 ? axis + classes.ndim + 1 : axis;
  const spread = np.expandDims(classes, place);
  const shape = spread.shape.map((size, i) => (i === place ? numClasses : size));
  const wide = np.broadcastTo(spread, shape);
  return np.astype(np.equal(wide, indicesAlong(wide, place)), dtype);
}

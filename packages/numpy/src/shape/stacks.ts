/** Arrays put beside each other, on top of each other, behind each other, or as columns. */
import type { DType, NDArray } from "@fluxion/core";
import { atleast1d, atleast2d, atleast3d } from "./atleast.js";
import { joinAlong, operandList, type Operands } from "./concatenate.js";
import { reshapeTo } from "./reshape-to.js";

interface StackOptions {
  /** Element type of the result; the common type if not given. */
  readonly dtype?: DType;
}

/**
 * Arrays side by side: along axis 1, or 0 for arrays of one dimension.
 * @example np.hstack([[1, 2], [3]]) // [1, 2, 3]
 */
export function hstack(xs: Operands, { dtype }: StackOptions = {}): NDArray {
  const arrays = operandList("hstack", xs, dtype).map((x) => atleast1d(x));
  return joinAlong("hstack", arrays, (arrays[0] as NDArray).ndim === 1 ? 0 : 1);
}

/**
 * Arrays below each other: along axis 0, arrays of one dimension being rows.
 * @example np.vstack([[1, 2], [3, 4]]) // [[1, 2], [3, 4]]
 */
export const vstack = (xs: Operands, { dtype }: StackOptions = {}): NDArray =>
  joinAlong(
    "vstack",
    operandList("vstack", xs, dtype).map((x) => atleast2d(x)),
    0,
  );

/**
 * Arrays behind each other: along axis 2, as `atleast3d` makes them.
 * @example np.dstack([[1, 2], [3, 4]]) // [[[1, 3], [2, 4]]]
 */
export const dstack = (xs: Operands, { dtype }: StackOptions = {}): NDArray =>
  joinAlong(
    "dstack",
    operandList("dstack", xs, dtype).map((x) => atleast3d(x)),
    2,
  );

/**
 * Arrays of one dimension as the columns of a matrix; matrices are put side by side.
 * @example np.columnStack([[1, 2], [3, 4]]) // [[1, 3], [2, 4]]
 */
export const columnStack = (xs: Operands, { dtype }: StackOptions = {}): NDArray =>
  joinAlong(
    "columnStack",
    operandList("columnStack", xs, dtype).map((x) => (x.ndim < 2 ? reshapeTo(x, [x.size, 1]) : x)),
    1,
  );

/** Arrays with at least one, two or three dimensions. */
import type { NDArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { reshapeTo } from "./reshape-to.js";

interface AtLeast {
  (x: Operand): NDArray;
  (...xs: readonly Operand[]): NDArray[];
}

const atLeast = (shapeOf: (shape: readonly number[]) => readonly number[]): AtLeast =>
  ((...xs: readonly Operand[]): NDArray | NDArray[] => {
    const arrays = xs.map((x) => toArray(x)).map((x) => reshapeTo(x, shapeOf(x.shape)));
    return arrays.length === 1 ? (arrays[0] as NDArray) : arrays;
  }) as AtLeast;

/**
 * Scalars become arrays of shape [1]. One argument gives an array, several give a list.
 * @example np.atleast1d(3) // [3]
 */
export const atleast1d: AtLeast = atLeast((shape) => (shape.length === 0 ? [1] : shape));

/**
 * Arrays below two dimensions become rows.
 * @example np.atleast2d([1, 2]) // [[1, 2]]
 */
export const atleast2d: AtLeast = atLeast((shape) =>
  shape.length < 2 ? [1, ...(shape.length === 0 ? [1] : shape)] : shape,
);

/**
 * Arrays below three dimensions get axes of size 1: [n] becomes [1, n, 1], and [n, m] becomes [n, m, 1].
 * @example np.atleast3d([1, 2]).shape // [1, 2, 1]
 */
export const atleast3d: AtLeast = atLeast((shape) => {
  if (shape.length >= 3) return shape;
  const [n = 1, m] = shape;
  return m === undefined ? [1, n, 1] : [n, m, 1];
});

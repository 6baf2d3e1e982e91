/** Indices of triangles and diagonals, as lists of int32 arrays, one for each axis. */
import { raise, type NDArray } from "@fluxion/core";
import { checkCount } from "../creation/linspace.js";
import { integers } from "../index/known-integers.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import type { DiagonalChoice } from "./triangle.js";

export interface TriangleOptions extends DiagonalChoice {
  /** Number of columns, if it is not the number of rows. */
  readonly m?: number;
}

function places(n: number, m: number, keep: (row: number, column: number) => boolean): [NDArray, NDArray] {
  checkCount("triangle indices", n);
  checkCount("triangle indices", m);
  const rows: number[] = [];
  const columns: number[] = [];
  for (let row = 0; row < n; row++)
    for (let column = 0; column < m; column++)
      if (keep(row, column)) {
        rows.push(row);
        columns.push(column);
      }
  return [integers(rows), integers(columns)];
}

/**
 * Rows and columns of the elements on and below diagonal `k` of an [n, m] matrix.
 * @example np.trilIndices(2) // [[0, 1, 1], [0, 0, 1]]
 */
export const trilIndices = (n: number, { k = 0, m = n }: TriangleOptions = {}): [NDArray, NDArray] =>
  places(n, m, (row, column) => column <= row + k);

/**
 * Rows and columns of the elements on and above diagonal `k` of an [n, m] matrix.
 * @example np.triuIndices(2) // [[0, 0, 1], [0, 1, 1]]
 */
export const triuIndices = (n: number, { k = 0, m = n }: TriangleOptions = {}): [NDArray, NDArray] =>
  places(n, m, (row, column) => column >= row + k);

function matrixShape(where: string, x: Operand): [number, number] {
  const { shape } = toArray(x);
  if (shape.length !== 2)
    raise({
      code: "shape",
      what: `a matrix is needed, got shape [${shape.join(", ")}]`,
      where,
      fix: "pass an array of two dimensions",
    });
  return shape as unknown as [number, number];
}

/**
 * `trilIndices` for the shape of a matrix.
 * @example np.trilIndicesFrom([[1, 2]]) // [[0], [0]]
 */
export function trilIndicesFrom(x: Operand, { k = 0 }: DiagonalChoice = {}): [NDArray, NDArray] {
  const [n, m] = matrixShape("trilIndicesFrom", x);
  return trilIndices(n, { k, m });
}

/**
 * `triuIndices` for the shape of a matrix.
 * @example np.triuIndicesFrom([[1, 2]]) // [[0, 0], [0, 1]]
 */
export function triuIndicesFrom(x: Operand, { k = 0 }: DiagonalChoice = {}): [NDArray, NDArray] {
  const [n, m] = matrixShape("triuIndicesFrom", x);
  return triuIndices(n, { k, m });
}

/**
 * Indices of the main diagonal of an array of `ndim` (2 if not given) axes of size n.
 * @example np.diagIndices(2) // [[0, 1], [0, 1]]
 */
export const diagIndices = (n: number, { ndim = 2 }: { ndim?: number } = {}): NDArray[] => {
  checkCount("diagIndices", n);
  const along = integers(Array.from({ length: n }, (_, i) => i));
  return Array.from({ length: ndim }, () => along);
};

/**
 * `diagIndices` for an array whose axes all have one size; a shape error if they do not.
 * @example np.diagIndicesFrom([[1, 2], [3, 4]]) // [[0, 1], [0, 1]]
 */
export function diagIndicesFrom(x: Operand): NDArray[] {
  const { shape } = toArray(x);
  const [n = 0] = shape;
  if (shape.length < 2 || shape.some((size) => size !== n))
    raise({
      code: "shape",
      what: `at least two axes of one size are needed, got shape [${shape.join(", ")}]`,
      where: "diagIndicesFrom",
      fix: "use np.diagIndices(n)",
    });
  return diagIndices(n, { ndim: shape.length });
}

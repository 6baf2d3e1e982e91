/** A few formulas in terms of core's primitives, so that nothing but core is measured. */
import { broadcast, dotGeneral, max, mul, sum, type NDArray } from "fluxion";

/** Every axis of an array. */
export const axesOf = (x: NDArray): number[] => x.shape.map((_, axis) => axis);
export const total = (x: NDArray): NDArray => sum(x, { axes: axesOf(x) });
export const totalOfSquares = (x: NDArray): NDArray => total(mul(x, x));

/** [m, k] · [k, n]. */
export const matmul = (x: NDArray, y: NDArray): NDArray =>
  dotGeneral(x, y, { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] });
/** [m, k] · [k]. */
export const matvec = (x: NDArray, v: NDArray): NDArray =>
  dotGeneral(x, v, { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] });
/** [b, m, k] · [b, k, n]. */
export const batchedMatmul = (x: NDArray, y: NDArray): NDArray =>
  dotGeneral(x, y, { lhsContract: [2], rhsContract: [1], lhsBatch: [0], rhsBatch: [0] });

/** A row for every one of `like`. */
export const asRows = (row: NDArray, like: NDArray): NDArray => broadcast(row, { shape: like.shape, axes: [0] });
/** A column for every one of `like`. */
export const asColumns = (column: NDArray, like: NDArray): NDArray =>
  broadcast(column, { shape: like.shape, axes: [1] });

export const relu = (x: NDArray): NDArray => max(x, 0);

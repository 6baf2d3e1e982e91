/** Runs of equal elements: sorted rows, and where each run begins. The ground of `unique` and the set operations. */
import * as core from "@fluxion/core";
import { isFloat, reshape, sliceAxis, type NDArray } from "@fluxion/core";
import { scalarLike } from "../support/index.js";

export interface Runs {
  /** The rows in ascending order, [n, width]. */
  readonly rows: NDArray;
  /** Where each of them stood. */
  readonly order: NDArray;
  /** Whether a row differs from the one before it. */
  readonly begins: NDArray;
}

/** Sorts rows of a matrix lexicographically and marks the first of equal ones. NaN equals NaN if `equalNan`. */
export function runsOf(matrix: NDArray, equalNan: boolean): Runs {
  const [n, width] = matrix.shape as [number, number];
  const columns = Array.from({ length: width }, (_, j) => reshape(sliceAxis(matrix, 1, j, j + 1), { shape: [n] }));
  const order = core.indicesAlong(matrix, 0, [n]);
  if (width === 0 || n === 0) return { rows: matrix, order, begins: core.eq(order, 0) };
  const sorted = core.sort([...columns, order], { axis: 0, keys: width });
  const rows = core.concatenate(
    sorted.slice(0, width).map((column) => reshape(column, { shape: [n, 1] })),
    { axis: 1 },
  );
  const [after, before] = [sliceAxis(rows, 0, 1, n), sliceAxis(rows, 0, 0, n - 1)];
  const differs = core.ne(after, before);
  const apart =
    equalNan && isFloat(rows.dtype)
      ? core.and(differs, core.not(core.and(core.ne(after, after), core.ne(before, before))))
      : differs;
  const first = scalarLike(rows, 1, "bool", [1]);
  return {
    rows,
    order: sorted[width] as NDArray,
    begins: core.concatenate([first, core.reduceOr(apart, { axes: [1] })], { axis: 0 }),
  };
}

/** `runsOf` for a vector. */
export const runsOfVector = (x: NDArray, equalNan = true): Runs => runsOf(reshape(x, { shape: [x.size, 1] }), equalNan);

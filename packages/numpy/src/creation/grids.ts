/** Arrays of coordinates. */
import { iota, requireFunction, reshape, type NDArray } from "@fluxion/core";
import { broadcastTo, requireList, toArray, type Operand } from "../support/index.js";
import type { TypeOption } from "./array.js";
import { toShape } from "./shape-option.js";

export interface GridOptions {
  /** "xy" (if not given): the first array runs along the second axis. "ij": along the first. */
  indexing?: "xy" | "ij";
  /** Whether axes along which an array does not change have size 1. */
  sparse?: boolean;
}

/**
 * From vectors of coordinates, one array per vector: its coordinate at every point of the grid.
 * @example np.meshgrid([[1, 2, 3], [4, 5]]) // [[[1, 2, 3], [1, 2, 3]], [[4, 4, 4], [5, 5, 5]]]
 */
export function meshgrid(
  vectors: readonly Operand[],
  { indexing = "xy", sparse = false }: GridOptions = {},
): NDArray[] {
  const arrays = requireList("meshgrid", "vectors", vectors).map((x) => toArray(x));
  const place = (i: number): number => (indexing === "xy" && i < 2 && arrays.length > 1 ? 1 - i : i);
  const shape = new Array<number>(arrays.length);
  arrays.forEach((x, i) => (shape[place(i)] = x.size));
  return arrays.map((x, i) => {
    const open = reshape(x, { shape: shape.map((_, axis) => (axis === place(i) ? x.size : 1)) });
    return sparse ? open : broadcastTo(open, shape);
  });
}

/**
 * The function of the index arrays, one per axis of the shape; indices are float32 unless `dtype` says otherwise.
 * @example np.fromfunction((i, j) => np.add(i, j), [2, 2]) // [[0, 1], [1, 2]]
 */
export function fromfunction<R>(
  f: (...indices: NDArray[]) => R,
  shape: readonly number[],
  { dtype = "float32" }: TypeOption = {},
): R {
  requireFunction("fromfunction", f);
  const sizes = toShape("fromfunction", shape);
  return f(...sizes.map((_, axis) => iota({ dtype, shape: sizes, axis })));
}

/** The index of every element of a shape. */
import { iota, type DType, type NDArray } from "@fluxion/core";
import { requireList } from "../support/list.js";
import { reshapeTo } from "./reshape-to.js";
import { stackArrays } from "./stack.js";

/**
 * The indices of all places of a shape, stacked: [rank, ...shape], int32 if no element type is given.
 * @example np.indices([2, 2]) // [[[0, 0], [1, 1]], [[0, 1], [0, 1]]]
 */
export function indices(shape: readonly number[], { dtype = "int32" }: { dtype?: DType } = {}): NDArray {
  const along = requireList("indices", "sizes", shape).map((_, axis) => iota({ dtype, shape, axis }));
  return along.length === 0 ? iota({ dtype, shape: [0], axis: 0 }) : stackArrays("indices", along, 0);
}

/**
 * The same as a list of arrays that broadcast to the shape: [n, 1, …], [1, m, …], ….
 * @example np.sparseIndices([2, 3]) // [[[0], [1]], [[0, 1, 2]]]
 */
export const sparseIndices = (shape: readonly number[], { dtype = "int32" }: { dtype?: DType } = {}): NDArray[] =>
  requireList("sparseIndices", "sizes", shape).map((n, axis) =>
    reshapeTo(
      iota({ dtype, shape: [n], axis: 0 }),
      shape.map((_, i) => (i === axis ? n : 1)),
    ),
  );

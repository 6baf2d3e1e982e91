/** Elements of a vector, and rows of a matrix, at given places. */
import { gather, reshape, scatter, type NDArray } from "@fluxion/core";

/** `x[indices]` along the first axis; the places lie in range. */
export const pick = (x: NDArray, indices: NDArray): NDArray =>
  gather(x, reshape(indices, { shape: [...indices.shape, 1] }), {
    offsetDims: x.shape.slice(1).map((_, i) => indices.ndim + i),
    collapsedSliceDims: [0],
    startIndexMap: [0],
    operandBatchingDims: [],
    startIndicesBatchingDims: [],
    sliceSizes: x.shape.map((size, axis) => (axis === 0 ? Math.min(1, size) : size)),
    mode: "clip",
  });

/** A vector with updates combined in at given places; places out of range are dropped. */
export const place = (
  x: NDArray,
  indices: NDArray,
  updates: NDArray,
  combine: "set" | "add" | "min" | "max" | "mul",
  unique = false,
): NDArray =>
  scatter(x, reshape(indices, { shape: [...indices.shape, 1] }), updates, {
    updateWindowDims: x.shape.slice(1).map((_, i) => indices.ndim + i),
    insertedWindowDims: [0],
    scatterDimsToOperandDims: [0],
    operandBatchingDims: [],
    scatterIndicesBatchingDims: [],
    mode: "drop",
    combine,
    unique,
  });

/** Elements of an array at given places along one axis. */
import { gather, reshape, type NDArray } from "@fluxion/core";

/** The axis of an array replaced by the axes of int32 `indices`, which lie in range. */
export function take(x: NDArray, indices: NDArray, axis: number): NDArray {
  return gather(x, reshape(indices, { shape: [...indices.shape, 1] }), {
    offsetDims: x.shape.flatMap((_, i) => (i === axis ? [] : [i < axis ? i : i + indices.ndim - 1])),
    collapsedSliceDims: [axis],
    startIndexMap: [axis],
    operandBatchingDims: [],
    startIndicesBatchingDims: [],
    sliceSizes: x.shape.map((size, i) => (i === axis ? Math.min(1, size) : size)),
    mode: "promise",
  });
}

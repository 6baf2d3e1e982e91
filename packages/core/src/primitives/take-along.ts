/** Elements along one axis at given places, everything else kept in step. */
import type { NDArray } from "../ir/value.js";
import { gather } from "./gather.js";
import { reshape } from "./reshape.js";

/** `x` at `indices` along `axis`; the indices have `x`'s shape but for that axis, and lie in range. */
export function takeAlong(x: NDArray, indices: NDArray, axis: number): NDArray {
  const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
  return gather(x, reshape(indices, { shape: [...indices.shape, 1] }), {
    offsetDims: [],
    collapsedSliceDims: [axis],
    startIndexMap: [axis],
    operandBatchingDims: others,
    startIndicesBatchingDims: others,
    sliceSizes: x.shape.map((n) => Math.min(n, 1)),
    mode: "promise",
  });
}

/** Rows of matrices in a given order. */
import type { NDArray } from "../../ir/value.js";
import { gather } from "../gather.js";
import { reshape } from "../reshape.js";
import { sidesOf } from "./matrices.js";

/** Matrices [..., n, m] with the rows that int32 indices [..., k] name: [..., k, m]. The indices lie in range. */
export function takeRows(x: NDArray, rows: NDArray): NDArray {
  const stack = rows.shape.slice(0, -1).map((_, axis) => axis);
  const row = x.ndim - 2;
  return gather(x, reshape(rows, { shape: [...rows.shape, 1] }), {
    offsetDims: [row + 1],
    collapsedSliceDims: [row],
    startIndexMap: [row],
    operandBatchingDims: stack,
    startIndicesBatchingDims: stack,
    sliceSizes: [...x.shape.slice(0, -2), ...sidesOf(x)].map((n, axis) => (axis <= row ? Math.min(n, 1) : n)),
    mode: "promise",
  });
}

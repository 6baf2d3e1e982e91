/** Functions of np that look at the last axes when they are called as np.linalg's. */
import { raise, type NDArray } from "@fluxion/core";
import { cross as crossOf } from "../contract/cross.js";
import { outer as outerOf } from "../contract/vectors.js";
import { diagonal as diagonalOf } from "../shape/diagonal.js";
import { trace as traceOf, type TraceOptions } from "../shape/trace.js";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * The diagonals of the matrices in the last two axes.
 * @example np.linalg.diagonal([[[1, 2], [3, 4]]]) // [[1, 4]]
 */
export const diagonal = (x: Operand, { offset = 0 }: { offset?: number } = {}): NDArray =>
  diagonalOf(x, { offset, axis1: -2, axis2: -1 });

/**
 * The sums of the diagonals of the matrices in the last two axes.
 * @example np.linalg.trace([[[1, 2], [3, 4]]]) // [5]
 */
export const trace = (x: Operand, options: Pick<TraceOptions, "offset" | "dtype"> = {}): NDArray =>
  traceOf(x, { ...options, axis1: -2, axis2: -1 });

/**
 * All products of elements of two vectors: [n, m]. A shape error for other than one dimension.
 * @example np.linalg.outer([1, 2], [3, 4]) // [[3, 4], [6, 8]]
 */
export function outer(x: Operand, y: Operand): NDArray {
  const [a, b] = [toArray(x), toArray(y)];
  if (a.ndim !== 1 || b.ndim !== 1)
    raise({
      code: "shape",
      what: `two vectors are needed, got shapes [${a.shape.join(", ")}] and [${b.shape.join(", ")}]`,
      where: "linalg.outer",
      fix: "use np.outer, which flattens",
    });
  return outerOf(x, y);
}

/**
 * Vector products of vectors with three components, along an axis (the last if not given). A shape error for other numbers.
 * @example np.linalg.cross([1, 0, 0], [0, 1, 0]) // [0, 0, 1]
 */
export function cross(x: Operand, y: Operand, { axis = -1 }: { axis?: number } = {}): NDArray {
  const sizes = [x, y].map((z) => toArray(z)).map((z) => z.shape[normalizeAxis("linalg.cross", axis, z.ndim)]);
  if (sizes.some((n) => n !== 3))
    raise({
      code: "shape",
      what: `vectors have ${sizes.join(" and ")} components`,
      where: "linalg.cross",
      fix: "use vectors of 3 components",
    });
  return crossOf(x, y, { axis });
}

/** Broadcasting: shapes are aligned at their last axes, and axes of size 1 are repeated. */
import { broadcast, raise, reshape, sameShape, type NDArray, type Shape } from "@fluxion/core";
import { requireList } from "./list.js";
import { toArray } from "./to-array.js";
import type { Operand } from "./weak.js";

/**
 * The shape that arrays of the given shapes have together; a shape error if sizes differ and neither is 1.
 * @example np.broadcastShapes([2, 1], [3]) // [2, 3]
 */
export function broadcastShapes(...shapes: readonly Shape[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => requireList("broadcastShapes", "sizes", shape).length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    for (let i = 0; i < shape.length; i++) {
      const axis = rank - shape.length + i;
      const size = shape[i] as number;
      if (size === result[axis] || size === 1) continue;
      if (result[axis] !== 1)
        raise({
          code: "shape",
          what: `shapes do not broadcast: ${shapes.map((s) => `[${s.join(", ")}]`).join(" and ")}`,
          where: `axis ${axis} of the result: sizes ${result[axis]} and ${size}`,
          fix: "sizes along an axis must be equal, or 1; insert axes with np.expandDims or reshape",
        });
      result[axis] = size;
    }
  }
  return result;
}

/** `broadcastTo` for a shape that is known to fit. */
export function broadcastFitting(x: NDArray, shape: Shape): NDArray {
  if (sameShape(x.shape, shape)) return x;
  const lead = shape.length - x.ndim;
  const axes: number[] = [];
  for (let axis = 0; axis < shape.length; axis++)
    if (axis < lead || x.shape[axis - lead] !== shape[axis]) axes.push(axis);
  const kept = x.shape.filter((_, i) => !axes.includes(i + lead));
  return broadcast(kept.length === x.ndim ? x : reshape(x, { shape: kept }), { shape, axes });
}

/**
 * The array repeated along new axes and axes of size 1 until it has the shape; a shape error if it cannot.
 * @example np.broadcastTo([1, 2], [2, 2]) // [[1, 2], [1, 2]]
 */
export function broadcastTo(x: Operand, shape: number | Shape): NDArray {
  const array = toArray(x);
  const target = typeof shape === "number" ? [shape] : requireList("broadcastTo", "sizes", shape);
  const lead = target.length - array.ndim;
  if (lead < 0 || array.shape.some((size, i) => size !== 1 && size !== target[i + lead]))
    raise({
      code: "shape",
      what: `shape [${array.shape.join(", ")}] does not broadcast to [${target.join(", ")}]`,
      where: "broadcastTo",
      fix: "only axes of size 1 and new leading axes can grow",
    });
  return broadcastFitting(array, target);
}

/**
 * Arrays repeated to their common shape; element types stay.
 * @example np.broadcastArrays([1, 2], [[3], [4]]) // [[[1, 2], [1, 2]], [[3, 3], [4, 4]]]
 */
export function broadcastArrays(...xs: readonly Operand[]): NDArray[] {
  const arrays = xs.map((x) => toArray(x));
  const shape = broadcastShapes(...arrays.map((x) => x.shape));
  return arrays.map((x) => broadcastFitting(x, shape));
}

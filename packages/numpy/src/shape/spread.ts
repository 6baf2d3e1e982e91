/** The primitive broadcast, where there is an axis to repeat along. */
import { broadcast, type NDArray, type Shape } from "@fluxion/core";
import { reshapeTo } from "./reshape-to.js";

/** The array repeated along the axes of `shape` that it does not have. */
export function spread(x: NDArray, shape: Shape, axes: readonly number[]): NDArray {
  const longer = axes.filter((axis) => shape[axis] !== 1);
  if (longer.length === 0) return reshapeTo(x, shape);
  return broadcast(
    reshapeTo(
      x,
      shape.filter((_, axis) => !longer.includes(axis)),
    ),
    { shape, axes: longer },
  );
}

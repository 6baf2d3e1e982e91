/** Axes counted from the front. */
import { raise, type NDArray } from "@fluxion/core";

/** @throws ShapeError if the array has no such axis */
export function frontAxis(where: string, axis: number, { ndim }: NDArray): number {
  const front = axis < 0 ? axis + ndim : axis;
  if (Number.isInteger(front) && front >= 0 && front < ndim) return front;
  const fix = ndim === 0 ? "pass an array with at least one dimension" : `use an axis from ${-ndim} to ${ndim - 1}`;
  return raise({
    code: "shape",
    what: `an array of ${ndim} dimensions has no axis ${axis}`,
    where: `random.${where}`,
    fix,
  });
}

/** The primitive transpose, where it moves anything: a permutation that only moves axes of size 1 is a reshape. */
import { sameShape, transpose, type NDArray } from "@fluxion/core";
import { reshapeTo } from "./reshape-to.js";

const identity = (axes: readonly number[]): boolean =>
  axes.every((axis, i) => i === 0 || axis > (axes[i - 1] as number));

/** Axis i of the result is axis `permutation[i]` of the array. */
export function permute(x: NDArray, permutation: readonly number[]): NDArray {
  const shape = permutation.map((axis) => x.shape[axis] as number);
  const moving = permutation.filter((axis) => x.shape[axis] !== 1);
  if (identity(moving)) return sameShape(shape, x.shape) ? x : reshapeTo(x, shape);
  return transpose(x, { permutation });
}

/** The array with one axis moved to another place. */
export function moveOne(x: NDArray, from: number, to: number): NDArray {
  const permutation = x.shape.map((_, axis) => axis).filter((axis) => axis !== from);
  permutation.splice(to, 0, from);
  return permute(x, permutation);
}

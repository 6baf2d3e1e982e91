/** Where the elements of a grid lie: sums of one offset per axis, in row-major order. */
import { sizeOf, type Shape } from "@fluxion/core";

export function grid(axes: readonly ArrayLike<number>[]): Int32Array {
  const table = new Int32Array(sizeOf(axes.map((offsets) => offsets.length)));
  if (table.length === 0) return table;
  let filled = 1;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    const offsets = axes[axis];
    for (let i = offsets.length - 1; i >= 0; i--) {
      for (let j = 0; j < filled; j++) table[i * filled + j] = table[j] + offsets[i];
    }
    filled *= offsets.length;
  }
  return table;
}

/** n offsets, `step` apart. */
export function every(n: number, step: number): Int32Array {
  const table = new Int32Array(n);
  for (let i = 1; i < n; i++) table[i] = i * step;
  return table;
}

export const offsets = (shape: Shape, strides: readonly number[]): Int32Array =>
  grid(shape.map((n, axis) => every(n, strides[axis])));

/** Where the elements along some axes of an operand lie: a stride where there is one, otherwise a table of offsets. */
import { i32, load, type I32 } from "../../emit/index.js";

export interface Axis {
  readonly length: number;
  /** Elements from one to the next, where it is always the same. */
  readonly stride: number | undefined;
  /** Offsets in elements. */
  offsets(): Int32Array;
}

/** n offsets, `step` apart. */
export const every = (n: number, step: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i * step);

/** Several axes as one, the last of them the fastest. */
export function axisOf(lengths: readonly number[], strides: readonly number[]): Axis {
  const length = lengths.reduce((a, b) => a * b, 1);
  return {
    length,
    stride: commonStride(lengths, strides),
    offsets: () => axisOfOffsets(lengths.map((n, i) => every(n, strides[i] as number))).offsets(),
  };
}

/** The sums of one offset per axis, in row-major order; a stride is found where there is one. */
export function axisOfOffsets(axes: readonly ArrayLike<number>[]): Axis {
  const offsets = axes.reduce<Int32Array>((outer, own) => {
    const next = new Int32Array(outer.length * own.length);
    outer.forEach((offset, i) => {
      for (let k = 0; k < own.length; k++) next[i * own.length + k] = offset + (own[k] as number);
    });
    return next;
  }, Int32Array.of(0));
  const stride = offsets.length > 1 ? (offsets[1] as number) - (offsets[0] as number) : 1;
  const regular = offsets.every((offset, i) => offset === i * stride);
  return { length: offsets.length, stride: regular ? stride : undefined, offsets: () => offsets };
}

function commonStride(lengths: readonly number[], strides: readonly number[]): number | undefined {
  let stride: number | undefined;
  let span = 1;
  for (let axis = lengths.length - 1; axis >= 0; axis--) {
    const [length, own] = [lengths[axis] as number, strides[axis] as number];
    if (length === 1) continue;
    stride ??= own;
    if (own !== stride * span) return undefined;
    span *= length;
  }
  return stride ?? 1;
}

/** Elements from the start to a place along an axis, whose table is at an address. */
export const offsetAt = (axis: Axis, table: I32, index: I32): I32 =>
  axis.stride === undefined
    ? load.i32(i32.add(table, i32.shl(index, i32.const(2))))
    : i32.mul(index, i32.const(axis.stride));

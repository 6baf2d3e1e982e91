/** Shapes, under lax's names. */
import {
  broadcast as repeat,
  concatenate as join,
  pad as padWith,
  raise,
  reverse,
  sizeOf,
  type NDArray,
  type Shape,
} from "@fluxion/core";
import { joinAlong } from "../shape/concatenate.js";
import { permute } from "../shape/permute.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { spread } from "../shape/spread.js";
import { normalizeAxes, normalizeAxis } from "../support/axes.js";
import { requireList } from "../support/list.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * The array backwards along some axes.
 * @example np.lax.rev([1, 2, 3], [0]) // [3, 2, 1]
 */
export function rev(x: Operand, dimensions: readonly number[]): NDArray {
  const array = toArray(x);
  return requireList("rev", "dimensions", dimensions).length === 0
    ? array
    : reverse(array, { axes: normalizeAxes("rev", dimensions, array.ndim) });
}

/**
 * The array repeated along new axes in front.
 * @example np.lax.broadcast([1, 2], [2]) // [[1, 2], [1, 2]]
 */
export function broadcast(x: Operand, sizes: readonly number[]): NDArray {
  const array = toArray(x);
  return repeat(array, {
    shape: [...requireList("broadcast", "sizes", sizes), ...array.shape],
    axes: sizes.map((_, i) => i),
  });
}

/**
 * The array in a shape in which axis i of `x` is axis `dimensions[i]`, and everything else repeats. A shape error if sizes differ
 * and are not 1.
 * @example np.lax.broadcastInDim([1, 2], [2, 3], [0]) // [[1, 1, 1], [2, 2, 2]]
 */
export function broadcastInDim(x: Operand, shape: Shape, dimensions: readonly number[]): NDArray {
  const array = toArray(x);
  requireList("broadcastInDim", "sizes", shape);
  const fits =
    requireList("broadcastInDim", "dimensions", dimensions).length === array.ndim &&
    dimensions.every(
      (axis, i) =>
        (i === 0 || axis > (dimensions[i - 1] as number)) && (array.shape[i] === 1 || array.shape[i] === shape[axis]),
    );
  if (!fits)
    raise({
      code: "shape",
      what: `shape [${array.shape.join(", ")}] does not lie along axes [${dimensions.join(", ")}] of [${shape.join(", ")}]`,
      where: "broadcastInDim",
      fix: "name one axis of the result for each axis, in ascending order, of equal size",
    });
  const own = dimensions.filter((axis, i) => array.shape[i] === shape[axis]);
  const kept = reshapeTo(
    array,
    own.map((axis) => shape[axis] as number),
  );
  return spread(
    kept,
    shape,
    shape.flatMap((_, axis) => (own.includes(axis) ? [] : [axis])),
  );
}

/**
 * Axes from `start` to below `stop` (the end, if not given) as one.
 * @example np.lax.collapse([[1, 2], [3, 4]], 0) // [1, 2, 3, 4]
 */
export function collapse(x: Operand, start: number, stop?: number | null): NDArray {
  const array = toArray(x);
  const from = normalizeAxis("collapse", start, array.ndim);
  const end = stop == null ? array.ndim : stop < 0 ? stop + array.ndim : stop;
  return reshapeTo(array, [
    ...array.shape.slice(0, from),
    sizeOf(array.shape.slice(from, end)),
    ...array.shape.slice(end),
  ]);
}

/**
 * Values before, after and between the elements of each axis: `[low, high, interior]`; negative amounts cut off.
 * @example np.lax.pad([1, 2], 0, [[1, 0, 1]]) // [0, 1, 0, 2]
 */
export function pad(
  x: Operand,
  value: Operand,
  config: readonly (readonly [low: number, high: number, interior: number])[],
): NDArray {
  const array = toArray(x);
  for (const amounts of requireList("pad", "amounts", config)) requireList("pad", "amounts of an axis", amounts);
  return padWith(array, typeof value === "number" ? value : toArray(value, array.dtype), {
    low: config.map(([low]) => low),
    high: config.map(([, high]) => high),
    interior: config.map(([, , interior]) => interior),
  });
}

/**
 * Arrays of one element type joined along an axis. Typed errors if types, or sizes along other axes, differ.
 * @example np.lax.concatenate([[1, 2], [3]], 0) // [1, 2, 3]
 */
export function concatenate(xs: readonly Operand[], dimension: number): NDArray {
  const arrays = requireList("concatenate", "operands", xs).map((x) => toArray(x));
  const axis = normalizeAxis("concatenate", dimension, arrays[0]?.ndim ?? 0);
  return arrays.every((x) => x.dtype === arrays[0]?.dtype)
    ? joinAlong("concatenate", arrays, axis)
    : join(arrays, { axis });
}

/**
 * Axes in the order of `permutation`.
 * @example np.lax.transpose([[1, 2]], [1, 0]) // [[1], [2]]
 */
export function transpose(x: Operand, permutation: readonly number[]): NDArray {
  const array = toArray(x);
  if (
    new Set(requireList("transpose", "axes", permutation)).size !== array.ndim ||
    permutation.some((axis) => !Number.isInteger(axis) || axis < 0 || axis >= array.ndim)
  )
    raise({
      code: "shape",
      what: `[${permutation.join(", ")}] is no permutation of the axes of shape [${array.shape.join(", ")}]`,
      where: "transpose",
      fix: "name every axis once",
    });
  return permute(array, permutation);
}

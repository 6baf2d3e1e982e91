/** Windows at computed places: what gathering and scattering share. Offsets are worked out first, then windows are moved. */
import { sizeOf, stridesOf, type Shape, type TypedArray } from "@fluxion/core";
import { offsets } from "./offsets.js";

export interface WindowPlaces {
  /** The array that holds the windows. */
  readonly operand: Shape;
  /** Size of a window along each axis of the operand. */
  readonly sizes: Shape;
  readonly indices: Shape;
  /** Axis of the operand for each component of an index vector. */
  readonly map: readonly number[];
  /** Axes along which operand and indices run together. */
  readonly operandBatch: readonly number[];
  readonly indicesBatch: readonly number[];
  /** Whether windows that lie partly outside are moved inside; otherwise their offset is −1. */
  readonly clip: boolean;
}

/** How many windows there are: one for each index vector, and those lie along the last axis of the indices. */
export const windowCount = (indices: Shape): number => sizeOf(indices.slice(0, -1));

/** Writes the offset in the operand at which each window starts. */
export function windowStarts({
  operand,
  sizes,
  indices,
  map,
  operandBatch,
  indicesBatch,
  clip,
}: WindowPlaces): (indices: TypedArray, starts: Int32Array) => void {
  const strides = stridesOf(operand);
  const batchStrides = indices
    .slice(0, -1)
    .map((_, axis) => (indicesBatch.includes(axis) ? strides[operandBatch[indicesBatch.indexOf(axis)]] : 0));
  const bases = indicesBatch.length > 0 ? offsets(indices.slice(0, -1), batchStrides) : null;
  const steps = map.map((axis) => strides[axis]);
  const limits = map.map((axis) => operand[axis] - sizes[axis]);
  const count = windowCount(indices);
  return (vectors, starts) => {
    if (bases === null) starts.fill(0, 0, count);
    else starts.set(bases);
    for (let k = 0; k < steps.length; k++)
      addComponent(vectors, k, steps.length, steps[k], limits[k], clip, starts, count);
  };
}

function addComponent(
  vectors: TypedArray,
  at: number,
  rank: number,
  step: number,
  limit: number,
  clip: boolean,
  starts: Int32Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const index = vectors[at];
    at += rank;
    if (index >= 0 && index <= limit) {
      if (starts[i] >= 0) starts[i] += index * step;
    } else if (!clip) starts[i] = -1;
    else if (index > limit) starts[i] += limit * step;
  }
}

/** How windows lie in an array whose axes `windowAxes` are the windows' own and whose others number the windows. */
export interface WindowLayout {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly size: number;
  /** Offset of each window; `null` where they follow each other densely. */
  readonly at: Int32Array | null;
}

export function windowLayout(shape: Shape, windowAxes: readonly number[]): WindowLayout {
  const strides = stridesOf(shape);
  const others = shape.map((_, axis) => axis).filter((axis) => !windowAxes.includes(axis));
  const windowShape = windowAxes.map((axis) => shape[axis]);
  const pick = (axes: readonly number[], from: readonly number[]): number[] => axes.map((axis) => from[axis]);
  return {
    shape: windowShape,
    strides: pick(windowAxes, strides),
    size: sizeOf(windowShape),
    at: others.every((axis, i) => axis === i) ? null : offsets(pick(others, shape), pick(others, strides)),
  };
}

/** Running results along an axis: how they walk through an array. What they accumulate is said where this is used. */
import { isFloat, sizeOf, type ArrayType, type TypedArray } from "@fluxion/core";
import type { Kernel, Run } from "./kernel.js";
import { isNarrow } from "./reduction.js";
import { scratch } from "./scratch.js";

export interface Cumulative {
  readonly axis: number;
  readonly reverse: boolean;
}

export interface Loops {
  /** n elements, `step` apart. */
  line(x: TypedArray, out: TypedArray, from: number, step: number, n: number): void;
  /** One row of `width` elements; `state` carries two rows from one to the next, the first starts as `initial`, the second at 0. */
  row(x: TypedArray, out: TypedArray, from: number, width: number, state: Float64Array): void;
  readonly initial: number;
}

const states = scratch(Float64Array);

function walk(
  loops: Loops,
  { shape }: ArrayType,
  { axis, reverse }: Cumulative,
): (x: TypedArray, out: TypedArray) => void {
  const length = shape[axis];
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  const step = reverse ? -inner : inner;
  const narrow = isNarrow({ outer, length, inner });
  return (x, out) => {
    for (let i = 0; i < outer; i++) {
      const first = i * length * inner + (reverse ? (length - 1) * inner : 0);
      if (narrow) for (let j = 0; j < inner; j++) loops.line(x, out, first + j, step, length);
      else {
        const state = states(2 * inner)
          .fill(loops.initial, 0, inner)
          .fill(0, inner, 2 * inner);
        for (let j = 0; j < length; j++) loops.row(x, out, first + j * step, inner, state);
      }
    }
  };
}

/**
 * A kernel of loops over floating-point arrays, and of loops for integers, which are widened to `Wide` first: so each loop meets two kinds
 * of array at most.
 */
export function cumulative(
  floats: Loops,
  integers: Loops,
  Wide: new (length: number) => Float64Array | Int32Array,
): Kernel<Cumulative> {
  const wide = scratch(Wide);
  return ([type], _, params): Run => {
    if (isFloat(type.dtype)) {
      const run = walk(floats, type, params);
      return (buffers) => run(buffers[0], buffers[1]);
    }
    const run = walk(integers, type, params);
    const size = sizeOf(type.shape);
    return (buffers) => {
      const x = wide(size);
      x.set(buffers[0]);
      run(x, x);
      buffers[1].set(x.subarray(0, size));
    };
  };
}

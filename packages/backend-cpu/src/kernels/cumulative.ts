/** Running results along an axis: how they walk through an array. What they accumulate is said where this is used. */
import { sizeOf, type ArrayType, type DType, type TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { isNarrow } from "./reduction.js";
import { scratch } from "./scratch.js";

export interface Cumulative {
  readonly axis: number;
  readonly reverse: boolean;
}

export interface Loops {
  readonly initial: number;
  /** n elements, `step` apart. */
  line(x: TypedArray, out: TypedArray, from: number, step: number, n: number): void;
  /** One row of `width` elements; `state` carries two rows from one to the next, the first starts as `initial`, the second at 0. */
  row(x: TypedArray, out: TypedArray, from: number, width: number, state: Float64Array): void;
}

/** Loops for each element type; what they do not cover is widened first, so that each loop meets one kind of array. */
export interface LoopsOfTypes {
  readonly float64: Loops;
  readonly float32?: Loops;
  /** For 32-bit integers, where integers wrap around; otherwise doubles hold them exactly. */
  readonly integers?: Loops;
}

const states = scratch(Float64Array);
const doubles = scratch(Float64Array);
const integers = scratch(Int32Array);

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

function loopsFor(dtype: DType, { float64, float32, integers: wrapping }: LoopsOfTypes) {
  if (dtype === "float64") return { loops: float64, wide: undefined };
  if (dtype === "float32" || dtype === "float16")
    return float32 ? { loops: float32, wide: undefined } : { loops: float64, wide: doubles };
  return wrapping ? { loops: wrapping, wide: integers } : { loops: float64, wide: doubles };
}

export const cumulative =
  (loopsOfTypes: LoopsOfTypes): Kernel<Cumulative> =>
  ([type], _, params) => {
    const { loops, wide } = loopsFor(type.dtype, loopsOfTypes);
    const run = walk(loops, type, params);
    if (wide === undefined) return (buffers) => run(buffers[0], buffers[1]);
    const size = sizeOf(type.shape);
    return (buffers) => {
      const x = wide(size);
      x.set(buffers[0]);
      run(x, x);
      buffers[1].set(x.subarray(0, size));
    };
  };

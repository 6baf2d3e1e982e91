/** Reduction over any axes as a chain of reductions of three-dimensional arrays, outer × length × inner, over the middle. */
import { isFloat, type DType, type Shape, type TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { scratch } from "./scratch.js";

export interface Stage {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

export interface Axes {
  readonly axes: readonly number[];
}

/** Reduces the middle dimension; where it has length 0 the result is the identity of the operation. */
export type Fold = (x: TypedArray, out: TypedArray, stage: Stage) => void;

/** Adjacent axes that are all reduced, or all kept, are one; groups are reduced from the innermost to the outermost. */
export function stagesOf(shape: Shape, axes: readonly number[]): Stage[] {
  const groups: { reduced: boolean; size: number }[] = [];
  shape.forEach((size, axis) => {
    const reduced = axes.includes(axis);
    const last = groups[groups.length - 1];
    if (size === 1) return;
    if (last !== undefined && last.reduced === reduced) last.size *= size;
    else groups.push({ reduced, size });
  });
  const stages: Stage[] = [];
  let inner = 1;
  for (let i = groups.length - 1; i >= 0; i--) {
    const { reduced, size } = groups[i];
    const outer = groups.slice(0, i).reduce((product, group) => product * group.size, 1);
    if (reduced) stages.push({ outer, length: size, inner });
    else inner *= size;
  }
  return stages;
}

/** Below this width, or in arrays this small, walking down the columns is cheaper than keeping a row of results. */
const NARROW = 8;
const SMALL = 1024;

export const isNarrow = ({ length, inner }: Stage): boolean => inner < NARROW || length * inner < SMALL;

/** Reduces n elements, `step` apart. */
export type Line = (x: TypedArray, from: number, step: number, n: number, identity: number) => number;

export function eachLine(
  line: Line,
  x: TypedArray,
  out: TypedArray,
  { outer, length, inner }: Stage,
  identity: number,
): void {
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++) out[i * inner + j] = line(x, i * length * inner + j, inner, length, identity);
  }
}

const doubles = [scratch(Float64Array), scratch(Float64Array)];
const integers = [scratch(Int32Array), scratch(Int32Array)];
const naturals = [scratch(Uint32Array), scratch(Uint32Array)];

/** What lies between two stages is held in doubles, for integers in 32 bits. */
function between(dtype: DType): readonly ((length: number) => TypedArray)[] {
  if (isFloat(dtype)) return doubles;
  return dtype === "uint32" ? naturals : integers;
}

export function reduction(foldOf: (dtype: DType) => Fold): Kernel<Axes> {
  return ([{ shape, dtype }], _, { axes }) => {
    const fold = foldOf(dtype);
    const stages = stagesOf(shape, axes);
    const arrays = between(dtype);
    if (stages.length === 0) return (buffers) => buffers[1].set(buffers[0]);
    if (stages.length === 1) return (buffers) => fold(buffers[0], buffers[1], stages[0]);
    return (buffers) => {
      let x = buffers[0];
      stages.forEach((stage, i) => {
        const out = i === stages.length - 1 ? buffers[1] : arrays[i % 2](stage.outer * stage.inner);
        fold(x, out, stage);
        x = out;
      });
    };
  };
}

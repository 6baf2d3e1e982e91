/** The axes of a reduction, joined where they can be: those that stay, and those that are combined. */
import { collapseLoops, type Shape } from "@fluxion/core";

export interface Axes {
  readonly lengths: readonly number[];
  /** Of the operand, in elements. */
  readonly strides: readonly number[];
}

export interface ReducedAxes {
  readonly kept: Axes;
  readonly reduced: Axes;
  /** Whether neighbours in memory are combined; otherwise they belong to different results. */
  readonly alongLines: boolean;
}

const picked = (list: readonly number[], axes: readonly number[]): number[] => axes.map((axis) => list[axis] as number);

function joined(shape: Shape, strides: readonly number[], axes: readonly number[]): Axes {
  const nest = collapseLoops(picked(shape, axes), [picked(strides, axes)]);
  return { lengths: nest.lengths, strides: nest.strides[0] ?? [] };
}

export function reducedAxes(shape: Shape, strides: readonly number[], axes: readonly number[]): ReducedAxes {
  const proper = shape.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const kept = proper.filter((axis) => !axes.includes(axis));
  const reduced = proper.filter((axis) => axes.includes(axis));
  const innermost = proper.at(-1);
  return {
    kept: joined(shape, strides, kept),
    reduced: joined(shape, strides, reduced),
    alongLines: innermost === undefined || axes.includes(innermost),
  };
}

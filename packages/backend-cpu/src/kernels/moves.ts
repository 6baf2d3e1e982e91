/** Kernels that only move elements, as data: boxes of operands and where they go. Generated code writes short ones out. */
import { stridesOf, type ArrayType, type TypedArray } from "@fluxion/core";
import { bits } from "./bits.js";
import { box, type Box } from "./box.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";
import type { Move, Moves, Side } from "./move.js";

/** A whole array. */
export const wholeOf = ({ shape }: ArrayType): Side => ({ offset: 0, strides: stridesOf(shape) });

const offsetOf = ({ offset, starts = [] }: Side, buffers: readonly TypedArray[]): number => {
  let total = offset;
  for (const { operand, most, stride } of starts) total += Math.max(0, Math.min(buffers[operand][0], most)) * stride;
  return total;
};

/** The kernel of one result that makes the moves in order. */
export const moving = <P>(
  moves: (...given: Parameters<Moves<P>>) => readonly Move[],
  { overwrites }: { readonly overwrites?: number } = {},
): Kernel<P> & { readonly moves: Moves<P> } => {
  const kernel = (inputs: readonly ArrayType[], [output]: readonly ArrayType[], params: P) => {
    const parts = moves(inputs, output, params).map((move): Move & { readonly run: Box } => ({
      ...move,
      run: box(copy, move.shape, move.to.strides, move.from.strides),
    }));
    const last = inputs.length;
    return (buffers: readonly TypedArray[]): void => {
      const out = bits(buffers[last]);
      for (const { operand, from, to, run } of parts)
        if (operand !== overwrites || buffers[operand] !== buffers[last])
          run(out, offsetOf(to, buffers), bits(buffers[operand]), offsetOf(from, buffers));
    };
  };
  return Object.assign(kernel, { moves, ...(overwrites !== undefined && { overwrites }) });
};

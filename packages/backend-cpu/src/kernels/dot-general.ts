/** General dot product: batch axes, then the free axes of both operands; what is contracted is summed from left to right. */
import { stridesOf, type ArrayType } from "@fluxion/core";
import { contraction } from "./contraction.js";
import type { Kernel } from "./kernel.js";
import { every, offsets } from "./offsets.js";

export interface DotGeneralParams {
  readonly lhsContract: readonly number[];
  readonly rhsContract: readonly number[];
  readonly lhsBatch: readonly number[];
  readonly rhsBatch: readonly number[];
}

/** The offsets of an operand's elements along its batch, contracted and free axes. */
function tables({ shape }: ArrayType, batch: readonly number[], contract: readonly number[]) {
  const strides = stridesOf(shape);
  const along = (axes: readonly number[]): Int32Array =>
    offsets(
      axes.map((axis) => shape[axis]),
      axes.map((axis) => strides[axis]),
    );
  const free = shape.map((_, axis) => axis).filter((axis) => !batch.includes(axis) && !contract.includes(axis));
  return { batch: along(batch), depth: along(contract), free: along(free) };
}

export const dotGeneral: Kernel<DotGeneralParams> = ([lhs, rhs], [{ dtype }], params) => {
  const a = tables(lhs, params.lhsBatch, params.lhsContract);
  const b = tables(rhs, params.rhsBatch, params.rhsContract);
  const height = a.free.length;
  const width = b.free.length;
  const run = contraction(dtype, {
    rows: { a: a.free, out: every(height, width) },
    columns: { b: b.free, out: every(width, 1) },
    depth: { a: a.depth, b: b.depth },
    batches: { a: a.batch, b: b.batch, out: every(a.batch.length, height * width) },
  });
  return (buffers) => run(buffers[0], buffers[1], buffers[2]);
};

/** Arrays put together from nested lists of blocks. */
import { raise, type NDArray } from "@fluxion/core";
import { promote } from "../support/promote.js";
import type { Operand } from "../support/weak.js";
import { joinAlong } from "./concatenate.js";
import { reshapeTo } from "./reshape-to.js";

/** Blocks, side by side in the innermost lists. */
export type Blocks = Operand | readonly Blocks[];

const depthOf = (blocks: Blocks): number => (Array.isArray(blocks) ? 1 + Math.max(0, ...blocks.map(depthOf)) : 0);

function leavesOf(blocks: Blocks, depth: number): Operand[] {
  if (!Array.isArray(blocks)) {
    if (depth !== 0)
      raise({
        code: "structure",
        what: "blocks are nested to different depths",
        where: "block",
        fix: "nest all lists equally deep",
      });
    return [blocks as Operand];
  }
  if (blocks.length === 0)
    raise({
      code: "argument",
      what: "a list of blocks is empty",
      where: "block",
      fix: "give at least one block in every list",
    });
  return blocks.flatMap((part: Blocks) => leavesOf(part, depth - 1));
}

/**
 * Blocks joined along the last axis in the innermost lists, along the one before in the lists around them, and so on. A shape
 * error if blocks do not fit.
 * @example np.block([[np.ones([1, 1]), np.zeros([1, 2])]]) // [[1, 0, 0]]
 */
export function block(blocks: Blocks): NDArray {
  const depth = depthOf(blocks);
  const arrays = promote(...leavesOf(blocks, depth));
  const rank = Math.max(depth, ...arrays.map((x) => x.ndim));
  const queue = arrays.map((x) => reshapeTo(x, [...new Array<number>(rank - x.ndim).fill(1), ...x.shape]));
  const join = (part: Blocks, level: number): NDArray =>
    Array.isArray(part)
      ? joinAlong(
          "block",
          part.map((inner: Blocks) => join(inner, level - 1)),
          rank - level,
        )
      : (queue.shift() as NDArray);
  return join(blocks, depth);
}

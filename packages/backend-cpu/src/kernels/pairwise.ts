/**
 * The order in which floating-point numbers are added, whatever their layout.
 *
 * Terms are doubles (float32 is widened, and only the final sum is rounded), taken in row-major order over the reduced axes of one group.
 * They are cut into blocks of 64; a block is summed from left to right, starting at 0. Block sums b₀ … bₙ₋₁ are added pairwise:
 *
 *     S(b₀ … bₙ₋₁) = S(b₀ … bₚ₋₁) + S(bₚ … bₙ₋₁)     with p the greatest power of two below n
 *
 * so that the error grows with log n. The tree is built as a binary counter: level k holds the sum of 2ᵏ finished blocks.
 */
export const BLOCK = 64;

/** Numbers in the tree of any number of blocks. */
export const TREE_SIZE = 48;

/** Adds the sum of 2^`level` blocks to the tree that already holds `blocks` blocks (a multiple of 2^`level`). */
export function push(tree: Float64Array, sum: number, blocks: number, level: number): void {
  let total = sum;
  let at = level;
  for (let carry = blocks >> level; (carry & 1) === 1; carry >>= 1) total = tree[at++] + total;
  tree[at] = total;
}

/** The sum of a tree of `blocks` blocks, at least one. */
export function collapse(tree: Float64Array, blocks: number): number {
  let level = 31 - Math.clz32(blocks & -blocks);
  let sum = tree[level++];
  for (let rest = blocks >> level; rest > 0; rest >>= 1, level++) if ((rest & 1) === 1) sum = tree[level] + sum;
  return sum;
}

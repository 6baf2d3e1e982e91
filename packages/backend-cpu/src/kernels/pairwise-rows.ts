/** The trees of `pairwise` for many sums side by side: a row of block sums in place of one; level k begins at k · `stride`. */

/** Adds a row of block sums, no longer than the stride, to the trees that already hold `blocks` blocks. Spoils the row. */
export function pushRow(rows: Float64Array, stride: number, block: Float64Array, blocks: number, width: number): void {
  let at = 0;
  for (let carry = blocks; (carry & 1) === 1; carry >>= 1, at += stride) addLevel(rows, at, block, width);
  rows.set(block, at);
}

/** Leaves the sums of the trees in `block`, or what is there if there are no blocks. */
export function collapseRows(
  rows: Float64Array,
  stride: number,
  blocks: number,
  block: Float64Array,
  width: number,
): void {
  let started = false;
  for (let at = 0, rest = blocks; rest > 0; at += stride, rest >>= 1) {
    if ((rest & 1) === 0) continue;
    if (started) addLevel(rows, at, block, width);
    else block.set(rows.subarray(at, at + width));
    started = true;
  }
}

function addLevel(rows: Float64Array, at: number, sums: Float64Array, width: number): void {
  for (let i = 0; i < width; i++) sums[i] = rows[at + i] + sums[i];
}

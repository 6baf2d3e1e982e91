/** Maps a function over blocks of rows, one after another, so that its intermediates stay small whatever the number of rows. */
import { mapSlices, np, tree, type NDArray } from "fluxion";

const rowsOf = <X>(xs: X, from: number, to: number): X =>
  tree.map((x: NDArray) => x.get(`${from}:${to}`), xs) as unknown as X;

/**
 * `f` of trees of arrays of `size` rows each, of which the last block may have fewer. Gives the rows of its results in pieces, so
 * that they can be joined with others at once.
 */
export function inBlocks<X>(f: (x: X) => NDArray, xs: X, size: number): NDArray[] {
  const [first] = tree.leaves(xs) as NDArray[];
  const rows = first?.shape[0] ?? 0;
  const whole = Math.floor(rows / size);
  const end = whole * size;
  const rest = end < rows ? [f(rowsOf(xs, end, rows))] : [];
  if (whole === 0) return rest;
  const blocks = tree.map((x: NDArray) => x.reshape([whole, size, ...x.shape.slice(1)]), rowsOf(xs, 0, end));
  const stacked = mapSlices(f as never, blocks as never) as unknown as NDArray;
  return [stacked.reshape([end, ...stacked.shape.slice(2)]), ...rest];
}

/** Pieces one after another. */
export const joined = (pieces: readonly NDArray[]): NDArray =>
  pieces.length === 1 ? (pieces[0] as NDArray) : np.concatenate([...pieces]);

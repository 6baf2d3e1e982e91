/** Maps a function over blocks of rows, one after another, so that its intermediates stay small whatever the number of rows. */
import { mapSlices, np, tree, type NDArray } from "fluxion";

const rowsOf = (x: NDArray, from: number, to: number): NDArray => x.get(`${from}:${to}`);

/** `f` of trees of arrays of `size` rows each (the last block may be shorter); the rows of its results, joined. */
export function inBlocks<X, Y>(f: (x: X) => Y, xs: X, size: number): Y {
  const [first] = tree.leaves(xs) as NDArray[];
  const rows = first?.shape[0] ?? 0;
  const whole = Math.floor(rows / size);
  if (whole === 0) return f(xs);
  const blocks = tree.map((x: NDArray) => rowsOf(x, 0, whole * size).reshape([whole, size, ...x.shape.slice(1)]), xs);
  const stacked = mapSlices(f as never, blocks as never);
  const main = tree.map((y: NDArray) => y.reshape([whole * size, ...y.shape.slice(2)]), stacked);
  if (whole * size === rows) return main as Y;
  const rest = f(tree.map((x: NDArray) => rowsOf(x, whole * size, rows), xs) as X);
  return tree.map((a: NDArray, b: NDArray) => np.concatenate([a, b]), main, rest) as Y;
}

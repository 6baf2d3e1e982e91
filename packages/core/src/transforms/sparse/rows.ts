/** Compressed rows: the places of the entries of a sparse matrix, row after row. */

export interface Rows {
  /** Where each row begins in `cols`, and at last their number. */
  readonly rows: Int32Array;
  /** Columns of the entries, ascending within a row. */
  readonly cols: Int32Array;
  /** Number of columns. */
  readonly width: number;
}

/** What is found out once for arguments of some types. */
export interface SparsityPattern {
  readonly shape: readonly [rows: number, columns: number];
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly mode: "forward" | "reverse";
  /** How many derivatives one Jacobian takes. */
  readonly colours: number;
}

/** The same entries column after column. */
export function transposeRows({ rows, cols, width }: Rows): Rows {
  const starts = new Int32Array(width + 1);
  for (let i = 0; i < cols.length; i++) (starts[(cols[i] as number) + 1] as number)++;
  for (let column = 0; column < width; column++) (starts[column + 1] as number) += starts[column] as number;
  const next = starts.slice(0, width);
  const result = new Int32Array(cols.length);
  for (let row = 0; row + 1 < rows.length; row++)
    for (let i = rows[row] as number; i < (rows[row + 1] as number); i++)
      result[(next[cols[i] as number] as number)++] = row;
  return { rows: starts, cols: result, width: rows.length - 1 };
}

/** The entries of the longest row. */
export function longestRow({ rows }: Rows): number {
  let longest = 0;
  for (let row = 0; row + 1 < rows.length; row++)
    longest = Math.max(longest, (rows[row + 1] as number) - (rows[row] as number));
  return longest;
}

/** Pairs of entries that share a row: what a colouring looks at. */
export function pairsIn({ rows }: Rows): number {
  let pairs = 0;
  for (let row = 0; row + 1 < rows.length; row++) pairs += ((rows[row + 1] as number) - (rows[row] as number)) ** 2;
  return pairs;
}

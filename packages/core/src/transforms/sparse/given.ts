/** A sparsity pattern as users give it: compressed rows, or a dense array that is true (not zero) at the entries. */
import { raise } from "../../errors.js";
import { asArray, type ArrayLike } from "../../trace/asarray.js";
import type { Rows } from "./rows.js";

export type Sparsity = { readonly rows: ArrayLike; readonly cols: ArrayLike } | ArrayLike;

const refuse = (what: string): never =>
  raise({
    code: "argument",
    what,
    where: "sparseJacobian (sparsity)",
    fix: "give { rows, cols }: offsets that ascend from 0 to the number of entries, and columns that ascend within each row; or a boolean array with a row for each output element and a column for each input element",
  });

const isCompressed = (given: Sparsity): given is { rows: ArrayLike; cols: ArrayLike } =>
  typeof given === "object" && "rows" in given && "cols" in given;

const integers = (list: ArrayLike): Int32Array => Int32Array.from(asArray(list).dataSync());

/** The pattern, guarded: it must be that of a matrix of `height` × `width`. */
export function patternOf(given: Sparsity, height: number, width: number): Rows {
  if (!isCompressed(given)) {
    const mask = asArray(given);
    if (mask.ndim !== 2 || mask.shape[0] !== height || mask.shape[1] !== width)
      return refuse(`the pattern has shape [${mask.shape.join(", ")}], but the Jacobian is [${height}, ${width}]`);
    const rows = new Int32Array(height + 1);
    const cols: number[] = [];
    mask.dataSync().forEach((on, i) => {
      if (on === 0) return;
      (rows[Math.floor(i / width) + 1] as number)++;
      cols.push(i % width);
    });
    for (let row = 0; row < height; row++) (rows[row + 1] as number) += rows[row] as number;
    return { rows, cols: Int32Array.from(cols), width };
  }
  const [rows, cols] = [integers(given.rows), integers(given.cols)];
  if (rows.length !== height + 1)
    return refuse(`the pattern has ${rows.length - 1} rows, but the function has ${height} output elements`);
  if (rows[0] !== 0 || rows[height] !== cols.length)
    return refuse(`the row offsets go from ${rows[0]} to ${rows[height]}, but there are ${cols.length} columns listed`);
  for (let row = 0; row < height; row++)
    for (let i = rows[row] as number; i < (rows[row + 1] as number); i++) {
      const column = cols[i] as number;
      if (column < 0 || column >= width) return refuse(`row ${row} has an entry in column ${column} of ${width}`);
      if (i > (rows[row] as number) && column <= (cols[i - 1] as number))
        return refuse(`the columns of row ${row} do not ascend: ${cols[i - 1]}, ${column}`);
    }
  return { rows, cols, width };
}

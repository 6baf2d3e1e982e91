/**
 * Colours the columns of a sparse matrix so that no row has two entries of one colour: the columns of a colour can be
 * differentiated together, since each entry of their sum comes from one of them.
 * Sources: A. R. Curtis, M. J. D. Powell, J. K. Reid, "On the estimation of sparse Jacobian matrices", J. Inst. Maths
 * Applics 13 (1974); A. H. Gebremedhin, F. Manne, A. Pothen, "What color is your Jacobian?", SIAM Review 47 (2005).
 */
import { longestRow, transposeRows, type Rows } from "./rows.js";

export interface Colouring {
  /** One for each column; columns without entries have the colour −1. */
  readonly colours: Int32Array;
  readonly count: number;
}

/** Columns with the most neighbours first, as a list of columns; counted with repetition, which is enough for an order. */
function byDegree(matrix: Rows, columns: Rows): Int32Array {
  const degrees = new Float64Array(matrix.width);
  let most = 0;
  for (let column = 0; column < matrix.width; column++) {
    let degree = 0;
    for (let i = columns.rows[column] as number; i < (columns.rows[column + 1] as number); i++) {
      const row = columns.cols[i] as number;
      degree += (matrix.rows[row + 1] as number) - (matrix.rows[row] as number);
    }
    degrees[column] = degree;
    most = Math.max(most, degree);
  }
  // Counting sort, in at most as many classes as there are columns.
  const classes = Math.min(most, matrix.width) + 1;
  const classOf = (column: number): number =>
    classes - 1 - Math.floor(((degrees[column] as number) / (most + 1)) * classes);
  const starts = new Int32Array(classes + 1);
  for (let column = 0; column < matrix.width; column++) (starts[classOf(column) + 1] as number)++;
  for (let k = 0; k < classes; k++) (starts[k + 1] as number) += starts[k] as number;
  const order = new Int32Array(matrix.width);
  for (let column = 0; column < matrix.width; column++) order[(starts[classOf(column)] as number)++] = column;
  return order;
}

/** The first colour that no neighbour has, column by column; `null` where more than `limit` colours are needed. */
function greedy(matrix: Rows, columns: Rows, order: Int32Array | null, limit: number): Colouring | null {
  const colours = new Int32Array(matrix.width).fill(-1);
  // taken[c] is the last column that met the colour c among its neighbours.
  const taken = new Int32Array(matrix.width + 1).fill(-1);
  let count = 0;
  for (let k = 0; k < matrix.width; k++) {
    const column = order === null ? k : (order[k] as number);
    const [first, last] = [columns.rows[column] as number, columns.rows[column + 1] as number];
    if (first === last) continue;
    for (let i = first; i < last; i++) {
      const row = columns.cols[i] as number;
      for (let j = matrix.rows[row] as number; j < (matrix.rows[row + 1] as number); j++) {
        const colour = colours[matrix.cols[j] as number] as number;
        if (colour >= 0) taken[colour] = column;
      }
    }
    let colour = 0;
    while (taken[colour] === column) colour++;
    colours[column] = colour;
    if (colour < count) continue;
    count = colour + 1;
    if (count > limit) return null;
  }
  return { colours, count };
}

/** Columns that have entries. */
function occupied({ rows }: Rows): number {
  let count = 0;
  for (let column = 0; column + 1 < rows.length; column++) if (rows[column] !== rows[column + 1]) count++;
  return count;
}

/** A colour for every column. */
function distinct({ rows }: Rows): Colouring {
  const colours = new Int32Array(rows.length - 1).fill(-1);
  let count = 0;
  for (let column = 0; column < colours.length; column++)
    if (rows[column] !== rows[column + 1]) colours[column] = count++;
  return { colours, count };
}

/** A colouring with at most `limit` colours, the better of two orders; `null` if neither gives one. */
export function colourColumns(matrix: Rows, limit = Infinity, columns = transposeRows(matrix)): Colouring | null {
  const needed = longestRow(matrix);
  if (needed > limit) return null;
  // A row that meets every column leaves no choice.
  if (needed === occupied(columns)) return distinct(columns);
  const natural = greedy(matrix, columns, null, limit);
  const ordered = greedy(matrix, columns, byDegree(matrix, columns), natural === null ? limit : natural.count - 1);
  return ordered ?? natural;
}

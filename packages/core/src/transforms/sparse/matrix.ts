/** A sparse matrix in compressed rows: what a sparse Jacobian is. A tree, whose one leaf are the values. */
import { raise } from "../../errors.js";
import { deviceArray } from "../../trace/device.js";
import type { NDArray } from "../../ir/value.js";
import { zeros } from "../../primitives/constant.js";
import { scatter } from "../../primitives/gather.js";
import { registerClass } from "../../trace/tree.js";

export class SparseMatrix {
  constructor(
    readonly shape: readonly [rows: number, columns: number],
    /** Where each row begins in `cols` and `vals`, and at last the number of entries. */
    readonly rows: Int32Array,
    /** Columns of the entries, ascending within a row. */
    readonly cols: Int32Array,
    /** The entries, row after row. */
    readonly vals: NDArray,
  ) {}

  /** Number of entries, those that happen to be zero included. */
  get nnz(): number {
    return this.cols.length;
  }

  /** The matrix with its zeros: [rows, columns]. */
  toDense(): NDArray {
    const [height, width] = this.shape;
    if (height * width > 2 ** 31)
      raise({
        code: "out-of-memory",
        what: `a dense matrix of ${height} × ${width} elements was asked for`,
        where: "SparseMatrix.toDense",
        fix: "use rows, cols and vals",
      });
    const places = new Int32Array(2 * this.nnz);
    for (let row = 0; row < height; row++)
      for (let i = this.rows[row] as number; i < (this.rows[row + 1] as number); i++)
        places.set([row, this.cols[i] as number], 2 * i);
    return scatter(
      zeros({ dtype: this.vals.dtype, shape: this.shape }),
      deviceArray(places, { dtype: "int32", shape: [this.nnz, 2] }),
      this.vals,
      {
        updateWindowDims: [],
        insertedWindowDims: [0, 1],
        scatterDimsToOperandDims: [0, 1],
        operandBatchingDims: [],
        scatterIndicesBatchingDims: [],
        mode: "promise",
        combine: "add",
        unique: true,
      },
    );
  }
}

let registered = false;

/** Makes sparse matrices trees, so that transformed functions may return them. */
export function registerSparseMatrix(): void {
  if (registered) return;
  registered = true;
  registerClass(SparseMatrix, {
    flatten: ({ shape, rows, cols, vals }) => ({ children: [vals], aux: [shape, rows, cols] as const }),
    unflatten: ([vals], [shape, rows, cols]) => new SparseMatrix(shape, rows, cols, vals as NDArray),
  });
}

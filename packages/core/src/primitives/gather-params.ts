/** The parameters of gather and scatter: dimension numbers as XLA has them. */

export interface GatherParams {
  /** Axes of the result that run over a window. */
  readonly offsetDims: readonly number[];
  /** Axes of the operand with windows of size 1 that the result does not have. */
  readonly collapsedSliceDims: readonly number[];
  /** Axes of the operand that the entries of an index vector (last axis of the indices) belong to. */
  readonly startIndexMap: readonly number[];
  /** Axes of the operand that go along with axes of the indices. */
  readonly operandBatchingDims: readonly number[];
  readonly startIndicesBatchingDims: readonly number[];
  /** Size of the window along every axis of the operand. */
  readonly sliceSizes: readonly number[];
  /** What happens to windows that do not fit: moved inside, filled, or promised not to occur. */
  readonly mode: "clip" | "fill" | "promise";
  /** What missing windows hold; NaN (for integers the smallest or largest value) if not given. */
  readonly fill?: number;
}

export interface ScatterParams {
  /** Axes of the updates that run over a window. */
  readonly updateWindowDims: readonly number[];
  /** Axes of the operand with windows of size 1 that the updates do not have. */
  readonly insertedWindowDims: readonly number[];
  /** Axes of the operand that the entries of an index vector (last axis of the indices) belong to. */
  readonly scatterDimsToOperandDims: readonly number[];
  /** Axes of the operand that go along with axes of the indices. */
  readonly operandBatchingDims: readonly number[];
  readonly scatterIndicesBatchingDims: readonly number[];
  /** What happens to windows that do not fit: moved inside, dropped, or promised not to occur. */
  readonly mode: "clip" | "drop" | "promise";
  readonly combine: "set" | "add" | "mul" | "min" | "max";
  /** Whether no element is written twice. */
  readonly unique: boolean;
}

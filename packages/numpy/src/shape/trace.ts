/** Sums of diagonals. */
import type { DType, NDArray } from "@fluxion/core";
import { sum } from "../reduce/sum.js";
import type { Operand } from "../support/weak.js";
import { diagonal, type DiagonalOptions } from "./diagonal.js";

export interface TraceOptions extends DiagonalOptions {
  /** Element type of the sum. Booleans and small integers are added up in 32 bits if not given; other types stay. */
  readonly dtype?: DType;
}

/**
 * The sum of the diagonal of the matrices in two axes. A shape error below two dimensions.
 * @example np.trace([[1, 2], [3, 4]]) // 5
 */
export const trace = (x: Operand, { dtype, ...options }: TraceOptions = {}): NDArray =>
  sum(diagonal(x, options), { axis: -1, ...(dtype !== undefined && { dtype }) });

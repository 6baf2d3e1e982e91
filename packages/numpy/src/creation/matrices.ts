/** Matrices made of zeros and ones, and of powers. */
import { add, concatenate, eq, ge, integerPow, iota, raise, reshape, sub, type NDArray } from "@fluxion/core";
import { convertTo, scalar, toArray, type Operand } from "../support/index.js";
import type { TypeOption } from "./array.js";
import { toShape } from "./shape-option.js";

export interface EyeOptions extends TypeOption {
  /** Which diagonal: 0 is the main one, positive ones lie above. */
  k?: number;
}

/** Row index + k, and column index. */
function indices(n: number, m: number, k: number): [row: NDArray, column: NDArray] {
  const shape = toShape("matrix", [n, m]);
  const row = iota({ dtype: "int32", shape, axis: 0 });
  return [k === 0 ? row : k > 0 ? add(row, k) : sub(row, -k), iota({ dtype: "int32", shape, axis: 1 })];
}

type SecondArgument = number | EyeOptions | null | undefined;
const columns = (n: number, second: SecondArgument): number => (typeof second === "number" ? second : n);
const settings = (second: SecondArgument, options: EyeOptions): EyeOptions =>
  typeof second === "object" && second !== null ? second : options;

/**
 * An n × m matrix (n × n without m) with ones on the k-th diagonal, float32 unless `dtype` says otherwise.
 * @example np.eye(2, 3, { k: 1 }) // [[0, 1, 0], [0, 0, 1]]
 */
export function eye(n: number, m?: number | EyeOptions | null, options: EyeOptions = {}): NDArray {
  const { k = 0, dtype = "float32" } = settings(m, options);
  const [row, column] = indices(n, columns(n, m), k);
  return convertTo(eq(row, column), dtype);
}

/**
 * The n × n identity matrix, float32 unless `dtype` says otherwise.
 * @example np.identity(2) // [[1, 0], [0, 1]]
 */
export const identity = (n: number, { dtype = "float32" }: TypeOption = {}): NDArray => eye(n, { dtype });

/**
 * An n × m matrix (n × n without m) with ones on and below the k-th diagonal, float32 unless `dtype` says otherwise.
 * @example np.tri(2) // [[1, 0], [1, 1]]
 */
export function tri(n: number, m?: number | EyeOptions | null, options: EyeOptions = {}): NDArray {
  const { k = 0, dtype = "float32" } = settings(m, options);
  const [row, column] = indices(n, columns(n, m), k);
  return convertTo(ge(row, column), dtype);
}

/**
 * The Vandermonde matrix of a vector: N (its length) columns of powers, falling from N − 1 to 0, rising if `increasing`.
 * @example np.vander([2, 3]) // [[2, 1], [3, 1]]
 */
export function vander(x: Operand, { N, increasing = false }: { N?: number; increasing?: boolean } = {}): NDArray {
  const vector = toArray(x);
  if (vector.ndim !== 1)
    raise({
      code: "shape",
      what: `vander needs a vector, got shape [${vector.shape.join(", ")}]`,
      where: "vander",
      fix: "ravel the array first",
    });
  const count = N ?? vector.size;
  const numbers = convertTo(vector, vector.dtype === "bool" ? "int32" : vector.dtype);
  const column = reshape(numbers, { shape: [vector.size, 1] });
  if (count === 0) return scalar(0, numbers.dtype, [vector.size, 0]);
  const powers = Array.from({ length: count }, (_, j) =>
    integerPow(column, { exponent: increasing ? j : count - 1 - j }),
  );
  return concatenate(powers, { axis: 1 });
}

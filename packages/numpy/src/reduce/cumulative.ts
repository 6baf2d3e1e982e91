/** Running sums, products and extremes. */
import * as core from "@fluxion/core";
import { concatenate, isFloat, raise, reshape, type DType, type LinearOperation, type NDArray } from "@fluxion/core";
import { convertTo, normalizeAxis, scalarLike, toArray, type Operand } from "../support/index.js";
import { totalType } from "./sum.js";

export interface CumulativeOptions {
  /** The axis along which to go; the flattened array if not given (or null). */
  axis?: number | null;
  /** Element type of the result. */
  dtype?: DType;
}

type Running = LinearOperation<{ readonly axis: number; readonly reverse: boolean }>;

function running(where: string, op: Running, x: NDArray, axis: number | null): NDArray {
  if (axis === null) return op(reshape(x, { shape: [x.size] }), { axis: 0, reverse: false });
  return op(x, { axis: normalizeAxis(where, axis, x.ndim), reverse: false });
}

/** Small integers are added up in 32 bits. */
const total = (x: Operand, dtype: DType | undefined): NDArray => {
  const array = toArray(x);
  return convertTo(array, dtype ?? totalType(array.dtype));
};

/**
 * Sums of the first 1, 2, 3, … elements. Types as for `sum`.
 * @example np.cumsum([1, 2, 3]) // [1, 3, 6]
 */
export const cumsum = (x: Operand, { axis = null, dtype }: CumulativeOptions = {}): NDArray =>
  running("cumsum", core.cumsum, total(x, dtype), axis);

/**
 * Products of the first 1, 2, 3, … elements. Types as for `prod`; the derivative is right where factors are zero.
 * @example np.cumprod([1, 2, 3]) // [1, 2, 6]
 */
export const cumprod = (x: Operand, { axis = null, dtype }: CumulativeOptions = {}): NDArray =>
  running("cumprod", core.cumprod, total(x, dtype), axis);

/**
 * The largest of the first 1, 2, 3, … elements.
 * @example np.cummax([1, 3, 2]) // [1, 3, 3]
 */
export const cummax = (x: Operand, { axis = null }: { axis?: number | null } = {}): NDArray =>
  running("cummax", core.cummax, toArray(x), axis);

/**
 * The smallest of the first 1, 2, 3, … elements.
 * @example np.cummin([3, 1, 2]) // [3, 1, 1]
 */
export const cummin = (x: Operand, { axis = null }: { axis?: number | null } = {}): NDArray =>
  running("cummin", core.cummin, toArray(x), axis);

const numbersOnly = (x: Operand, neutral: number): NDArray => {
  const array = toArray(x);
  return isFloat(array.dtype) ? core.select(core.eq(array, array), array, scalarLike(array, neutral)) : array;
};

/**
 * Running sums in which NaN counts as 0.
 * @example np.nancumsum([1, NaN, 2]) // [1, 1, 3]
 */
export const nancumsum = (x: Operand, options: CumulativeOptions = {}): NDArray => cumsum(numbersOnly(x, 0), options);

/**
 * Running products in which NaN counts as 1.
 * @example np.nancumprod([2, NaN, 3]) // [2, 2, 6]
 */
export const nancumprod = (x: Operand, options: CumulativeOptions = {}): NDArray => cumprod(numbersOnly(x, 1), options);

export interface IncludeInitial extends CumulativeOptions {
  /** Whether the result starts with the sum (or product) of no elements. */
  includeInitial?: boolean;
}

function withInitial(
  where: string,
  sums: typeof cumsum,
  first: number,
  x: Operand,
  { axis, dtype, includeInitial = false }: IncludeInitial,
): NDArray {
  const array = toArray(x);
  if (axis == null && array.ndim !== 1)
    raise({ code: "argument", what: `an array of ${array.ndim} dimensions needs an axis`, where, fix: "give `axis`" });
  const along = normalizeAxis(where, axis ?? 0, array.ndim);
  const result = sums(array, { axis: along, dtype });
  if (!includeInitial) return result;
  const start = scalarLike(
    result,
    first,
    result.dtype,
    result.shape.map((size, i) => (i === along ? 1 : size)),
  );
  return concatenate([start, result], { axis: along });
}

/**
 * Running sums along an axis, from the sum of no elements on if `includeInitial`.
 * @example np.cumulativeSum([1, 2, 3], { includeInitial: true }) // [0, 1, 3, 6]
 */
export const cumulativeSum = (x: Operand, options: IncludeInitial = {}): NDArray =>
  withInitial("cumulativeSum", cumsum, 0, x, options);

/**
 * Running products along an axis, from the product of no elements on if `includeInitial`.
 * @example np.cumulativeProd([1, 2, 3]) // [1, 2, 6]
 */
export const cumulativeProd = (x: Operand, options: IncludeInitial = {}): NDArray =>
  withInitial("cumulativeProd", cumprod, 1, x, options);

/** Sums and products of elements. */
import * as core from "@fluxion/core";
import type { DType, NDArray } from "@fluxion/core";
import { convertTo, toArray, type Operand } from "../support/index.js";
import { truth } from "../ufunc/logical.js";
import {
  collapse,
  masked,
  prepare,
  type InitialOption,
  type MaskOption,
  type ReduceOptions,
  type Reducer,
  type ResultType,
} from "./over.js";

export interface SumOptions extends ReduceOptions, MaskOption, InitialOption, ResultType {
  /** Whether small integers are added up in 32 bits; true if not given. */
  promoteIntegers?: boolean;
}

/** Booleans and small integers are added up in 32 bits. */
export function totalType(dtype: DType, promoteIntegers = true): DType {
  if (dtype === "bool") return "int32";
  if (!promoteIntegers) return dtype;
  return dtype === "int8" ? "int32" : dtype === "uint8" ? "uint32" : dtype;
}

interface Total {
  readonly where: string;
  readonly op: Reducer;
  readonly combine: (x: NDArray, y: NDArray) => NDArray;
  readonly neutral: number;
}

function totalOf({ where, op, combine, neutral }: Total, x: Operand, options: SumOptions): NDArray {
  const { array, axes } = prepare(where, x, options.axis);
  const dtype = options.dtype ?? totalType(array.dtype, options.promoteIntegers);
  const total = collapse(op, masked(convertTo(array, dtype), options.where, neutral), axes, options.keepdims);
  const { initial } = options;
  return initial === undefined
    ? total
    : combine(
        total,
        core.broadcast(toArray(initial, dtype), { shape: total.shape, axes: total.shape.map((_, i) => i) }),
      );
}

const SUM: Total = { where: "sum", op: core.sum, combine: (x, y) => core.add(x, y), neutral: 0 };
const PROD: Total = { where: "prod", op: core.prod, combine: (x, y) => core.mul(x, y), neutral: 1 };

/**
 * The sum of elements; 0 of none. Booleans are counted as int32, int8 gives int32, uint8 uint32, unless `dtype` says otherwise.
 * Floats are added up pairwise or better.
 * @example np.sum([[1, 2], [3, 4]], { axis: 0 }) // [4, 6]
 */
export const sum = (x: Operand, options: SumOptions = {}): NDArray => totalOf(SUM, x, options);

/**
 * The product of elements; 1 of none. Types as for `sum`. The derivative is right where factors are zero.
 * @example np.prod([[1, 2], [3, 4]], { axis: 1 }) // [2, 12]
 */
export const prod = (x: Operand, options: SumOptions = {}): NDArray => totalOf(PROD, x, options);

/**
 * How many elements are not zero, as int32.
 * @example np.countNonzero([0, 2, 3]) // 2
 */
export function countNonzero(x: Operand, { axis, keepdims }: ReduceOptions = {}): NDArray {
  const { array, axes } = prepare("countNonzero", x, axis);
  return collapse(core.sum, convertTo(truth(array), "int32"), axes, keepdims);
}

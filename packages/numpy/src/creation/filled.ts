/** Arrays of one value. */
import type { NDArray } from "@fluxion/core";
import { broadcastTo, isScalar, scalar, scalarLike, toArray, type Operand } from "../support/index.js";
import type { TypeOption } from "./array.js";
import { toShape, type ShapeOption } from "./shape-option.js";

export interface LikeOptions extends TypeOption {
  /** Shape of the result, where it differs. */
  shape?: ShapeOption;
}

/**
 * Zeros, float32 unless `dtype` says otherwise.
 * @example np.zeros([2, 2]) // [[0, 0], [0, 0]]
 */
export const zeros = (shape: ShapeOption, { dtype = "float32" }: TypeOption = {}): NDArray =>
  scalar(0, dtype, toShape("zeros", shape));

/**
 * Ones, float32 unless `dtype` says otherwise.
 * @example np.ones(3) // [1, 1, 1]
 */
export const ones = (shape: ShapeOption, { dtype = "float32" }: TypeOption = {}): NDArray =>
  scalar(1, dtype, toShape("ones", shape));

/**
 * Zeros: memory is never left undefined.
 * @example np.empty(2).shape // [2]
 */
export const empty = (shape: ShapeOption, { dtype = "float32" }: TypeOption = {}): NDArray =>
  scalar(0, dtype, toShape("empty", shape));

/**
 * An array of one value, which may be an array that broadcasts; of the value's type unless `dtype` says otherwise.
 * @example np.full([2, 2], [1, 2]) // [[1, 2], [1, 2]]
 */
export function full(shape: ShapeOption, fillValue: Operand, { dtype }: TypeOption = {}): NDArray {
  const sizes = toShape("full", shape);
  if (typeof fillValue === "number" && dtype === undefined) return scalar(fillValue, "float32", sizes);
  return broadcastTo(toArray(fillValue, dtype), sizes);
}

function like(x: Operand, value: Operand, { dtype, shape }: LikeOptions): NDArray {
  const array = toArray(x);
  const type = dtype ?? array.dtype;
  const sizes = shape === undefined ? array.shape : toShape("shape", shape);
  return isScalar(value) && Number.isInteger(value)
    ? scalarLike(array, value, type, sizes)
    : broadcastTo(toArray(value, type), sizes);
}

/**
 * Zeros with the shape and type of another array.
 * @example np.zerosLike([1, 2]) // [0, 0]
 */
export const zerosLike = (x: Operand, options: LikeOptions = {}): NDArray => like(x, 0, options);

/**
 * Ones with the shape and type of another array.
 * @example np.onesLike([3, 4]) // [1, 1]
 */
export const onesLike = (x: Operand, options: LikeOptions = {}): NDArray => like(x, 1, options);

/**
 * Zeros with the shape and type of another array.
 * @example np.emptyLike([1, 2]).shape // [2]
 */
export const emptyLike = (x: Operand, options: LikeOptions = {}): NDArray => like(x, 0, options);

/**
 * One value with the shape and type of another array.
 * @example np.fullLike([1, 2], 7) // [7, 7]
 */
export const fullLike = (x: Operand, fillValue: Operand, options: LikeOptions = {}): NDArray =>
  like(x, fillValue, options);

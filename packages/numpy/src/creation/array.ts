/** Arrays from what users have. */
import type { DType, NDArray } from "@fluxion/core";
import { convertTo, toArray, type Operand } from "../support/index.js";

export interface TypeOption {
  /** Element type of the result. */
  dtype?: DType;
}

/**
 * An array from nested lists, numbers, booleans, typed arrays, or lists that hold arrays. Numbers become float32, booleans
 * bool, typed arrays keep their type, unless `dtype` says otherwise. Ragged lists are a shape error.
 * @example np.array([[1, 2], [3, 4]]) // [[1, 2], [3, 4]]
 */
export const array = (x: Operand, { dtype }: TypeOption = {}): NDArray => toArray(x, dtype);

/**
 * The same as `array`: arrays are immutable, so that nothing needs to be copied.
 * @example np.asarray(new Int32Array([1, 2])).dtype // "int32"
 */
export const asarray = (x: Operand, { dtype }: TypeOption = {}): NDArray => toArray(x, dtype);

/**
 * The array itself: arrays are immutable.
 * @example np.copy([1, 2]) // [1, 2]
 */
export const copy = (x: Operand): NDArray => toArray(x);

/**
 * The array with another element type. Floats become integers by dropping the fraction, saturating, NaN to 0; integers wrap;
 * everything but 0 becomes true.
 * @example np.astype([1.7, -1.7], "int32") // [1, -1]
 */
export const astype = (x: Operand, dtype: DType): NDArray => convertTo(toArray(x), dtype);

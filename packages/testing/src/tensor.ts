/** Elements in row-major order with their type: an array before it has a device, and after it was read. */
import {
  allocate,
  DTYPES,
  sizeOf,
  toElement,
  type ArrayType,
  type DType,
  type Shape,
  type TypedArray,
} from "@fluxion/core";

export interface Tensor {
  readonly type: ArrayType;
  readonly data: TypedArray;
}

/** What fills a tensor: values repeated as often as needed, or a value for each position. */
export type Filling = readonly number[] | ((index: number) => number);

/**
 * A tensor of a type; values are converted as elements of it.
 * @example tensor("float32", [2, 2], [1, 2, 3, 4])
 */
export function tensor(dtype: DType, shape: Shape, filling: Filling): Tensor {
  const size = sizeOf(shape);
  const data = allocate(dtype, size);
  for (let i = 0; i < size; i++)
    data[i] = toElement(typeof filling === "function" ? filling(i) : (filling[i % filling.length] as number), dtype);
  return { type: { dtype, shape }, data };
}

/** The same values as elements of another type. */
export const astype = ({ type, data }: Tensor, dtype: DType): Tensor => tensor(dtype, type.shape, Array.from(data));

/** Distance from 1 to the next number: 2⁻⁵² or 2⁻²³; 0 for integers and booleans, which are exact. */
export const epsilonOf = (dtype: DType): number =>
  DTYPES[dtype].kind !== "float" ? 0 : dtype === "float64" ? 2 ** -52 : dtype === "float32" ? 2 ** -23 : 2 ** -10;

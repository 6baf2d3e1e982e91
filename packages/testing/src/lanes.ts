/** Lanes: variations of a sample's operands that keep to its domain, one beside the other along a new axis in front. */
import { DTYPES, sizeOf, type ArrayType } from "@fluxion/core";
import { tensor, type Tensor } from "./tensor.js";

/** A number near x of the same sign and kind; another truth value, a neighbouring integer. */
function nudge(x: number, lane: number, { dtype }: ArrayType): number {
  const { kind } = DTYPES[dtype];
  if (kind === "bool") return lane % 2 === 0 ? x : 1 - x;
  return kind === "float" ? x * (1 - lane / 64) : x + lane;
}

const nudged = ({ type, data }: Tensor, lane: number): Tensor =>
  tensor(type.dtype, type.shape, (i) => nudge(data[i] as number, lane, type));

/** One lane: rows rotated along the first axis, or elements changed a little where there is only one row. */
function vary(input: Tensor, lane: number): Tensor {
  const { type, data } = input;
  const rows = type.shape[0] ?? 1;
  if (rows <= 1) return nudged(input, lane);
  const row = sizeOf(type.shape) / rows;
  return tensor(type.dtype, type.shape, (i) => data[(i + lane * row) % data.length] as number);
}

/** Lanes of an operand; `structured` ones are multiples of it, which are triangular, definite or ordered as it is. */
export const lanesOf = (input: Tensor, count: number, structured = false): Tensor[] =>
  Array.from({ length: count }, (_, lane) => (structured ? nudged(input, lane) : vary(input, lane)));

/** Tensors of one type beside each other, along a new axis in front. */
export function stack(type: ArrayType, lanes: readonly Tensor[]): Tensor {
  const size = sizeOf(type.shape);
  return tensor(
    type.dtype,
    [lanes.length, ...type.shape],
    (i) => lanes[Math.floor(i / size)]?.data[i % size] as number,
  );
}

/** The least and the greatest value of an element type: what the maximum and the minimum of nothing are. */
import { isFloat, type DType } from "@fluxion/core";

const LOWEST: Partial<Record<DType, number>> = { int8: -128, int32: -2147483648 };
const HIGHEST: Partial<Record<DType, number>> = {
  bool: 1,
  int8: 127,
  uint8: 255,
  int32: 2147483647,
  uint32: 4294967295,
};

export const lowest = (dtype: DType): number => LOWEST[dtype] ?? (isFloat(dtype) ? -Infinity : 0);
export const highest = (dtype: DType): number => HIGHEST[dtype] ?? Infinity;

/** How the result of an operation on JavaScript numbers becomes an element again: floats round, integers wrap. */
import type { DType } from "@fluxion/core";
import { IDENTITY, native, row, type Row } from "./row.js";

/** The element types that JavaScript's typed arrays hold. */
export type CpuDType = "bool" | "int8" | "uint8" | "int32" | "uint32" | "float32" | "float64";

export const WRAP: Readonly<Record<CpuDType, Row>> = {
  bool: row(
    (x) => `${x} & 1`,
    (x) => x & 1,
  ),
  int8: row(
    (x) => `${x} << 24 >> 24`,
    (x) => (x << 24) >> 24,
  ),
  uint8: row(
    (x) => `${x} & 255`,
    (x) => x & 255,
  ),
  int32: row(
    (x) => `${x} | 0`,
    (x) => x | 0,
  ),
  uint32: row(
    (x) => `${x} >>> 0`,
    (x) => x >>> 0,
  ),
  float32: native("fround"),
  float64: IDENTITY,
};

export const isCpuDType = (dtype: DType): dtype is CpuDType => Object.hasOwn(WRAP, dtype);

/** Conversions between element types, and reading the bits of one as another. */
import { helper, IDENTITY, row, type Row } from "./row.js";
import { WRAP, type CpuDType } from "./wrap.js";

const TRUTH: Row = row(
  (x) => `${x} !== 0 ? 1 : 0`,
  (x) => (x !== 0 ? 1 : 0),
);
const SATURATE: Readonly<Partial<Record<CpuDType, Row>>> = {
  int32: helper("toInt32"),
  uint32: helper("toUint32"),
  int8: helper("toInt8"),
  uint8: helper("toUint8"),
};
const isFloat = (dtype: CpuDType): boolean => dtype === "float32" || dtype === "float64";

/** Floats saturate, integers wrap, and what is not 0 is true. */
export function conversion(from: CpuDType, to: CpuDType): Row {
  if (from === to || from === "bool" || to === "float64") return IDENTITY;
  if (to === "bool") return TRUTH;
  return (isFloat(from) ? SATURATE[to] : undefined) ?? WRAP[to];
}

const BITS: Readonly<Partial<Record<CpuDType, Readonly<Partial<Record<CpuDType, Row>>>>>> = {
  float32: { int32: helper("floatToInt"), uint32: helper("floatToUint") },
  int32: { float32: helper("intToFloat"), uint32: WRAP.uint32 },
  uint32: { float32: helper("intToFloat"), int32: WRAP.int32 },
  int8: { uint8: WRAP.uint8 },
  uint8: { int8: WRAP.int8 },
};

/** `undefined` where the widths differ. */
export const reinterpretation = (from: CpuDType, to: CpuDType): Row | undefined =>
  from === to ? IDENTITY : BITS[from]?.[to];

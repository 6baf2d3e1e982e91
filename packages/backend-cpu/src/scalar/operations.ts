/** Makes a meaning of scalars in JavaScript from one function that applies a row of the tables. */
import { BINARY, COMPARE, raise, toElement, UNARY, type DType, type ScalarOps } from "@fluxion/core";
import { CHOICE } from "./compare.js";
import { conversion, reinterpretation } from "./conversions.js";
import { FLOAT32, FLOAT64 } from "./floats.js";
import { BOOL, INT32, INT8, UINT32, UINT8 } from "./integers.js";
import type { OperationName, Rows } from "./names.js";
import { after, row, type Row } from "./row.js";
import type { SpecialFunctions } from "./special/index.js";
import { isCpuDType, WRAP, type CpuDType } from "./wrap.js";

/** A scalar knows its element type, and its value where that is a constant. */
export interface Typed {
  readonly dtype: DType;
  readonly value?: number;
}

/** How constants and applications are written down. */
export interface Meaning<S extends Typed> {
  lit(value: number, dtype: DType): S;
  apply(row: Row, dtype: DType, operands: readonly S[]): S;
}

const ROWS: Readonly<Record<CpuDType, Rows>> = {
  bool: BOOL,
  int8: INT8,
  uint8: UINT8,
  int32: INT32,
  uint32: UINT32,
  float32: FLOAT32,
  float64: FLOAT64,
};

const unsupported = (what: string, dtype: DType): never =>
  raise({
    code: "dtype",
    what: `${what} is not defined for ${dtype} on cpu`,
    where: what,
    fix: "convert the operands to float32 or float64",
  });

const cpu = (what: string, dtype: DType): CpuDType => (isCpuDType(dtype) ? dtype : unsupported(what, dtype));

/** A special function as a row, for floats. */
function specialRow(name: OperationName, dtype: DType, special: SpecialFunctions): Row | undefined {
  const f = Object.hasOwn(special, name) ? special[name as keyof SpecialFunctions] : undefined;
  if (f === undefined || (dtype !== "float32" && dtype !== "float64")) return undefined;
  const own = row((x) => `h.${name}(${x})`, f as Row["at"]);
  return dtype === "float32" ? after(WRAP.float32, own) : own;
}

/** A constant as an element of its type: integers saturate, float32 rounds. */
export const element = (value: number | boolean, dtype: DType): number =>
  dtype === "float32" ? Math.fround(Number(value)) : toElement(Number(value), dtype);

/** The operations on scalars whose first operand has type `dtype`. Operations on constants give constants. */
export function scalarOps<S extends Typed>(dtype: DType, meaning: Meaning<S>, special: SpecialFunctions): ScalarOps<S> {
  const rowOf = (name: OperationName, of: DType): Row =>
    ROWS[cpu(name, of)][name] ?? specialRow(name, of, special) ?? unsupported(name, of);
  const apply = (row: Row, result: DType, operands: readonly S[]): S => {
    const values = operands.flatMap(({ value }) => (value === undefined ? [] : [value]));
    return values.length === operands.length
      ? meaning.lit(row.at(...values), result)
      : meaning.apply(row, result, operands);
  };
  const same =
    (name: OperationName) =>
    (...operands: S[]) => {
      const of = (operands[0] as S).dtype;
      return apply(rowOf(name, of), of, operands);
    };
  const truth =
    (name: OperationName) =>
    (...operands: S[]) =>
      apply(rowOf(name, (operands[0] as S).dtype), "bool", operands);
  const named = <N extends OperationName>(names: readonly N[], make: (name: N) => (...operands: S[]) => S) =>
    Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, (...operands: S[]) => S>;

  return {
    ...named(UNARY, same),
    ...named(BINARY, same),
    ...named(COMPARE, truth),
    isFinite: truth("isFinite"),
    dtype,
    lit: (value, of = dtype) => meaning.lit(element(value, of), of),
    select: (condition, onTrue, onFalse) => apply(CHOICE, onTrue.dtype, [condition, onTrue, onFalse]),
    convert: (x, to) => apply(conversion(cpu("convert", x.dtype), cpu("convert", to)), to, [x]),
    bitcast: (x, to) =>
      apply(
        reinterpretation(cpu("bitcast", x.dtype), cpu("bitcast", to)) ?? unsupported(`bitcast to ${to}`, x.dtype),
        to,
        [x],
      ),
  };
}

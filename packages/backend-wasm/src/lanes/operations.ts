/** The scalar operations on values: each result is kept in locals, operations on equal operands are done once. */
import {
  BINARY,
  COMPARE,
  raise,
  specialBodies,
  UNARY,
  type DType,
  type Scalar,
  type ScalarOps,
  type SpecialName,
} from "@fluxion/core";
import { v128, type V128 } from "../emit/index.js";
import { MATH } from "../math/index.js";
import { literal } from "./constants.js";
import { convert, reinterpret } from "./conversions.js";
import { FLOAT32 } from "./float32.js";
import { FLOAT64 } from "./float64.js";
import { BOOL, INTEGERS, wrapWords, type IntegerType } from "./integers.js";
import type { OperationName, VectorOperation, VectorTable } from "./names.js";
import { shift, type ShiftName } from "./shifts.js";
import { bound, isWasmDType, lowWords, widenMask, type Scope, type Value, type WasmDType } from "./value.js";

const TABLES: Readonly<Record<WasmDType, VectorTable>> = {
  bool: BOOL,
  ...INTEGERS,
  float32: { ...FLOAT32, ...MATH.float32 },
  float64: { ...FLOAT64, ...MATH.float64 },
};
const isInteger = (dtype: WasmDType): dtype is IntegerType => Object.hasOwn(INTEGERS, dtype);

const unsupported = (what: string, dtype: DType): never =>
  raise({
    code: "dtype",
    what: `${what} is not defined for ${dtype} on wasm`,
    where: what,
    fix: "convert the operands to float32 or float64",
  });
const known = (what: string, dtype: DType): WasmDType => (isWasmDType(dtype) ? dtype : unsupported(what, dtype));

/** Part by part: the first vectors of all operands, then the second ones. */
function parts(scope: Scope, operation: VectorOperation, operands: readonly Value[]): V128[] {
  const count = Math.max(...operands.map((operand) => operand.parts.length));
  return Array.from({ length: count }, (_, i) =>
    operation(scope, ...operands.map((operand) => operand.parts[i] as V128)),
  );
}

export function scalarOps(scope: Scope, dtype: WasmDType): ScalarOps<Value> {
  const operationOf = (name: OperationName, of: WasmDType): VectorOperation =>
    TABLES[of][name] ?? unsupported(name, of);
  const make = (of: WasmDType, results: readonly V128[]): Value => bound(scope, { dtype: of, parts: results });
  const same =
    (name: OperationName) =>
    (...operands: Value[]): Value => {
      const of = (operands[0] as Value).dtype;
      if (Object.hasOwn(specialBodies, name)) return special(name as SpecialName, operands[0] as Value);
      const results = name.startsWith("shift")
        ? [shift(scope, name as ShiftName, operands[0] as Value, operands[1] as Value)]
        : parts(scope, operationOf(name, of), operands);
      return make(of, isInteger(of) ? results.map((words) => wrapWords(of, words)) : results);
    };
  const truth =
    (name: OperationName) =>
    (...operands: Value[]): Value => {
      const masks = parts(scope, operationOf(name, (operands[0] as Value).dtype), operands);
      return make("bool", masks.length === 2 ? [lowWords(masks[0] as V128, masks[1] as V128)] : masks);
    };
  const named = <N extends OperationName>(names: readonly N[], of: (name: N) => (...operands: Value[]) => Value) =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<N, (...operands: Value[]) => Value>;
  const choose = (condition: Value, onTrue: Value, onFalse: Value): Value => {
    const mask = condition.parts[0] as V128;
    const masks = onTrue.parts.length === 2 ? widenMask(mask) : [mask];
    return make(
      onTrue.dtype,
      masks.map((bits, i) => v128.bitselect(onTrue.parts[i] as V128, onFalse.parts[i] as V128, bits)),
    );
  };
  /** In float64, whatever the float. */
  const special = (name: SpecialName, x: Value): Value => {
    if (x.dtype !== "float32" && x.dtype !== "float64") return unsupported(name, x.dtype);
    const wide = x.dtype === "float64" ? x : make("float64", convert(scope, x, "float64"));
    const ops = scalarOps(scope, "float64") as unknown as ScalarOps<Scalar>;
    const value = specialBodies[name](ops, wide as unknown as Scalar) as unknown as Value;
    return x.dtype === "float64" ? value : make("float32", convert(scope, value, "float32"));
  };
  return {
    ...named(UNARY, same),
    ...named(BINARY, same),
    ...named(COMPARE, truth),
    isFinite: truth("isFinite"),
    dtype,
    lit: (value, of = dtype) => literal(Number(value), known("constant", of)),
    select: choose,
    convert: (x, to) => make(known("convert", to), convert(scope, x, known("convert", to))),
    bitcast: (x, to) =>
      make(known("bitcast", to), reinterpret(x, known("bitcast", to)) ?? unsupported(`bitcast to ${to}`, x.dtype)),
  };
}

/** Expressions of WebAssembly: data that knows its type and can write itself as instructions. */
import type { Bytes } from "./bytes.js";

export type ValType = "i32" | "i64" | "f32" | "f64" | "v128";

export const CODE_OF: Readonly<Record<ValType, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };

export interface Expr<T extends ValType = ValType> {
  readonly type: T;
  write(out: Bytes): void;
}

export type I32 = Expr<"i32">;
export type I64 = Expr<"i64">;
export type F32 = Expr<"f32">;
export type F64 = Expr<"f64">;
export type V128 = Expr<"v128">;

/** Instructions with an opcode: a byte, or a prefix and a number. */
export type Opcode = number | readonly [prefix: number, code: number];

export function writeOpcode(out: Bytes, opcode: Opcode): void {
  if (typeof opcode === "number") out.byte(opcode);
  else out.byte(opcode[0]).u32(opcode[1]);
}

/** An instruction after its operands. */
export function apply<T extends ValType>(type: T, opcode: Opcode, operands: readonly Expr[]): Expr<T> {
  return {
    type,
    write(out) {
      for (const operand of operands) operand.write(out);
      writeOpcode(out, opcode);
    },
  };
}

/** An instruction after its operands, followed by immediate bytes. */
export function applyWith<T extends ValType>(
  type: T,
  opcode: Opcode,
  operands: readonly Expr[],
  immediate: (out: Bytes) => void,
): Expr<T> {
  return {
    type,
    write(out) {
      for (const operand of operands) operand.write(out);
      writeOpcode(out, opcode);
      immediate(out);
    },
  };
}

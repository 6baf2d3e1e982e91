/** Makes typed instruction makers from rows: a name and an opcode under the types that the instruction takes and gives. */
import { apply, type Expr, type Opcode, type ValType } from "./expr.js";

export type Unary<N extends string, X extends ValType, R extends ValType> = Record<N, (x: Expr<X>) => Expr<R>>;
export type Binary<N extends string, X extends ValType, Y extends ValType, R extends ValType> = Record<
  N,
  (x: Expr<X>, y: Expr<Y>) => Expr<R>
>;
export type Ternary<N extends string, X extends ValType, R extends ValType> = Record<
  N,
  (x: Expr<X>, y: Expr<X>, z: Expr<X>) => Expr<R>
>;

function rows<N extends string, R extends ValType>(
  result: R,
  opcodes: Readonly<Record<N, Opcode>>,
): Record<N, (...operands: Expr[]) => Expr<R>> {
  const made = {} as Record<N, (...operands: Expr[]) => Expr<R>>;
  for (const name of Object.keys(opcodes) as N[]) made[name] = (...operands) => apply(result, opcodes[name], operands);
  return made;
}

export const unary = <N extends string, X extends ValType, R extends ValType>(
  _operand: X,
  result: R,
  opcodes: Readonly<Record<N, Opcode>>,
): Unary<N, X, R> => rows(result, opcodes);

export const binary = <N extends string, X extends ValType, Y extends ValType, R extends ValType>(
  _operands: readonly [X, Y],
  result: R,
  opcodes: Readonly<Record<N, Opcode>>,
): Binary<N, X, Y, R> => rows(result, opcodes);

export const ternary = <N extends string, X extends ValType, R extends ValType>(
  _operands: X,
  result: R,
  opcodes: Readonly<Record<N, Opcode>>,
): Ternary<N, X, R> => rows(result, opcodes);

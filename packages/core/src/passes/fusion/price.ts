/** What one element of a pointwise equation costs, in additions: its body, over a meaning of scalars that counts. */
import type { Equation, Var } from "../../ir/program.js";
import { BINARY, COMPARE, runBody, UNARY, type ScalarOps } from "../../ir/scalar.js";

/** Everything else is a function of many steps. */
const SIMPLE = new Set<string>([
  ...COMPARE,
  "neg",
  "abs",
  "floor",
  "ceil",
  "trunc",
  "not",
  "add",
  "sub",
  "mul",
  "max",
  "min",
  "and",
  "or",
  "xor",
  "shiftLeft",
  "shiftRightArithmetic",
  "shiftRightLogical",
]);
const MIDDLING: Readonly<Record<string, number>> = { div: 4, sqrt: 4, rsqrt: 6, sign: 2, round: 3, rem: 8 };
const FUNCTION = 20;

const priceOfName = (name: string): number => (SIMPLE.has(name) ? 1 : (MIDDLING[name] ?? FUNCTION));

/** The price of one element; 0 for what is not pointwise. */
export function priceOf({ primitive, inputs, params, outputs }: Equation): number {
  if (primitive.scalar === undefined) return 0;
  let total = 0;
  const counting =
    (price: number) =>
    (...operands: number[]): number => {
      total += price;
      return operands.length;
    };
  const ops = {
    ...Object.fromEntries([...UNARY, ...BINARY, ...COMPARE].map((name) => [name, counting(priceOfName(name))])),
    dtype: (inputs[0] ?? (outputs[0] as Var)).type.dtype,
    lit: () => 0,
    select: counting(1),
    convert: counting(1),
    bitcast: counting(1),
    isFinite: counting(1),
  } as unknown as ScalarOps<number>;
  runBody(
    primitive.scalar,
    ops,
    params,
    inputs.map(() => 0),
  );
  return total;
}

/** What one element of a pointwise equation costs, in additions: its body, over a meaning of scalars that counts. Mutates: the count. */
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

interface Counter {
  total: number;
  readonly ops: ScalarOps<number>;
}

function makeCounter(): Counter {
  const counting = (price: number) => (): number => {
    counter.total += price;
    return 0;
  };
  const ops = {
    ...Object.fromEntries([...UNARY, ...BINARY, ...COMPARE].map((name) => [name, counting(priceOfName(name))])),
    lit: () => 0,
    select: counting(1),
    convert: counting(1),
    bitcast: counting(1),
    isFinite: counting(1),
  } as unknown as ScalarOps<number>;
  const counter: Counter = { total: 0, ops };
  return counter;
}
let counter: Counter | undefined;

/** The price of one element; 0 for what is not pointwise. */
export function priceOf({ primitive, inputs, params, outputs }: Equation): number {
  if (primitive.scalar === undefined) return 0;
  counter ??= makeCounter();
  counter.total = 0;
  const { dtype } = (inputs[0] ?? (outputs[0] as Var)).type;
  runBody(
    primitive.scalar,
    Object.assign(counter.ops, { dtype }),
    params,
    inputs.map(() => 0),
  );
  return counter.total;
}

/** Python's arithmetic on host scalars, integers exact and floats as doubles. */
import type { ArithmeticOperator, UnaryOperator } from "./ast.js";
import { complexArithmetic } from "./host-complex.js";
import { HostError } from "./host-error.js";
import { integer, isHostInteger, toComplex, toDouble, WeakComplex, WeakFloat, type HostNumber } from "./weak.js";

type Real = Exclude<HostNumber, WeakComplex>;

const NUMBER_OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};

const FLOAT_OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  ...NUMBER_OPERATORS,
  "/": (a, b) => a / nonZero(b),
  "//": (a, b) => Math.floor(a / nonZero(b)),
  "%": (a, b) => floatModulo(a, nonZero(b)),
};

function nonZero(b: number): number {
  if (b === 0) throw new HostError("division by zero");
  return b;
}

/** The remainder with the sign of the divisor, as Python defines it. */
function floatModulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 === b < 0 ? rest : rest + b;
}

const INTEGER_OPERATORS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "//": (a, b) => (a - integerModulo(a, b)) / b,
  "%": integerModulo,
  "**": (a, b) => a ** boundedExponent(b),
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << boundedExponent(b),
  ">>": (a, b) => a >> boundedExponent(b),
};

function integerModulo(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new HostError("division by zero");
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** A bound on exponents and shifts, so that no program can ask for a number that fills memory. */
function boundedExponent(b: bigint): bigint {
  if (b < 0n) throw new HostError("negative shift count");
  if (b > 4096n) throw new HostError("the integer would be too large");
  return b;
}

function integerArithmetic(
  operator: ArithmeticOperator,
  a: number | bigint | boolean,
  b: number | bigint | boolean,
): HostNumber {
  if (operator === "/") return new WeakFloat(Number(a) / nonZero(Number(b)));
  if (operator === "**" && Number(b) < 0) return new WeakFloat(Number(a) ** Number(b));
  const quick = NUMBER_OPERATORS[operator]?.(Number(a), Number(b));
  if (quick !== undefined && Number.isSafeInteger(quick) && typeof a !== "bigint" && typeof b !== "bigint")
    return quick + 0;
  const exact = INTEGER_OPERATORS[operator];
  if (exact === undefined) throw new HostError(`"${operator}" needs arrays`);
  const result = exact(BigInt(a), BigInt(b));
  const bothBooleans = typeof a === "boolean" && typeof b === "boolean";
  return bothBooleans && (operator === "&" || operator === "|" || operator === "^") ? result === 1n : integer(result);
}

function floatArithmetic(operator: ArithmeticOperator, a: number, b: number): HostNumber {
  if (operator === "**")
    return a < 0 && !Number.isInteger(b)
      ? complexArithmetic("**", new WeakComplex(a, 0), new WeakComplex(b, 0))
      : new WeakFloat(a ** b);
  const compute = FLOAT_OPERATORS[operator];
  if (compute === undefined) throw new HostError(`"${operator}" needs integers`);
  return new WeakFloat(compute(a, b));
}

/** @throws HostError for division by zero and operators the operands do not have */
export function hostArithmetic(operator: ArithmeticOperator, a: HostNumber, b: HostNumber): HostNumber {
  if (a instanceof WeakComplex || b instanceof WeakComplex)
    return complexArithmetic(operator, toComplex(a), toComplex(b));
  if (isHostInteger(a) && isHostInteger(b)) return integerArithmetic(operator, a, b);
  return floatArithmetic(operator, toDouble(a as Real), toDouble(b as Real));
}

export function hostUnary(operator: UnaryOperator, a: HostNumber): HostNumber {
  if (operator === "+") return typeof a === "boolean" ? Number(a) : a;
  if (operator === "~") {
    if (!isHostInteger(a)) throw new HostError('"~" needs an integer');
    return integer(~BigInt(a));
  }
  if (a instanceof WeakComplex) return new WeakComplex(-a.re, -a.im);
  if (isHostInteger(a)) return typeof a === "bigint" ? integer(-a) : 0 - Number(a);
  return new WeakFloat(-toDouble(a));
}

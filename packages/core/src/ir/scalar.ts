/**
 * The vocabulary of scalar bodies. A pointwise primitive writes its meaning once over *any* meaning of a scalar:
 * numbers, JavaScript text, wasm code, shader text, dual numbers. Each such meaning implements `ScalarOps`.
 */
import type { DType } from "./type.js";

/** Operations of one operand that keep its type. */
export const UNARY = [
  "neg",
  "abs",
  "sign",
  "floor",
  "ceil",
  "round",
  "trunc",
  "sqrt",
  "rsqrt",
  "cbrt",
  "exp",
  "exp2",
  "expm1",
  "log",
  "log2",
  "log10",
  "log1p",
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "sinh",
  "cosh",
  "tanh",
  "asinh",
  "acosh",
  "atanh",
  "erf",
  "erfc",
  "erfInv",
  "lgamma",
  "digamma",
  "not",
  "populationCount",
  "clz",
] as const;
/** Operations of two operands of one type that keep it. */
export const BINARY = [
  "add",
  "sub",
  "mul",
  "div",
  "rem",
  "pow",
  "max",
  "min",
  "atan2",
  "nextafter",
  "and",
  "or",
  "xor",
  "shiftLeft",
  "shiftRightArithmetic",
  "shiftRightLogical",
] as const;
/** Operations of two operands of one type that give a boolean. */
export const COMPARE = ["eq", "ne", "lt", "le", "gt", "ge"] as const;

/** Operations of two operands by which reductions combine elements; each has an identity, and their order is free but for rounding. */
export const COMBINING = [
  "add",
  "mul",
  "max",
  "min",
  "and",
  "or",
] as const satisfies readonly (typeof BINARY)[number][];

export type UnaryName = (typeof UNARY)[number];
export type BinaryName = (typeof BINARY)[number];
export type CombiningName = (typeof COMBINING)[number];
export type CompareName = (typeof COMPARE)[number];

/** One meaning of a scalar. Conventions of the numbers (integer division, NaN, shifts) are those of the primitives. */
export type ScalarOps<S> = Record<UnaryName, (x: S) => S> &
  Record<BinaryName | CompareName, (x: S, y: S) => S> & {
    /** Element type of the first operand (of the result, where there is none). */
    readonly dtype: DType;
    /** A constant; of the first operand's type if no other is named. */
    lit(value: number | boolean, dtype?: DType): S;
    select(condition: S, onTrue: S, onFalse: S): S;
    convert(x: S, dtype: DType): S;
    bitcast(x: S, dtype: DType): S;
    isFinite(x: S): S;
  };

declare const scalar: unique symbol;
/** A scalar of unknown meaning: all that a body may do with it is to apply `ScalarOps`. */
export interface Scalar {
  readonly [scalar]: true;
}

/** The body of a pointwise primitive: one result, or several. */
export type ScalarBody<P> = (s: ScalarOps<Scalar>, params: P) => (...xs: Scalar[]) => Scalar | readonly Scalar[];

/** Gives a body one meaning. The only place where an actual scalar takes the place of the opaque one. */
export function runBody<S, P>(body: ScalarBody<P>, ops: ScalarOps<S>, params: P, xs: readonly S[]): readonly S[] {
  const result = body(ops as unknown as ScalarOps<Scalar>, params)(...(xs as unknown as Scalar[]));
  return (Array.isArray(result) ? result : [result]) as unknown as readonly S[];
}

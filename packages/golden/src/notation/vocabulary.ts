/**
 * What the evaluator asks of an array library: every operation that is not on host scalars and containers goes through here.
 *
 * Functions are plain JavaScript functions. Positional arguments are passed as they are and keyword arguments as one last `Keywords`
 * argument, present only when the call has some; so what `grad(f)` returns can be called directly, and a function written in the
 * notation can be handed to any transform. Scalars arrive as `number`, `boolean`, `WeakFloat` or `WeakComplex`.
 */
import type { ArithmeticOperator, ComparisonOperator, UnaryOperator } from "./ast.js";

export type BinaryOperator = ArithmeticOperator | ComparisonOperator;

/** One part of a subscript of an array. */
export type IndexPart =
  | { readonly kind: "integer"; readonly value: number }
  | {
      readonly kind: "slice";
      readonly start: number | undefined;
      readonly stop: number | undefined;
      readonly step: number | undefined;
    }
  | { readonly kind: "newaxis" | "ellipsis" }
  /** An array, a traced integer, a list of integers or booleans, or a boolean. */
  | { readonly kind: "array"; readonly value: unknown };

export interface Vocabulary {
  /** The value of a name that the program does not define; undefined when unknown. A namespace must be a class instance, not a plain object. */
  names(name: string): unknown;
  binary(operator: BinaryOperator, a: unknown, b: unknown): unknown;
  unary(operator: UnaryOperator, a: unknown): unknown;
  index(x: unknown, parts: readonly IndexPart[]): unknown;
  truthy(x: unknown): boolean;
  iterate(x: unknown): Iterable<unknown>;
  /** Undefined when there is no such attribute. */
  attribute(x: unknown, name: string): unknown;
  /** Python's `__index__`: the integer a value stands for where a list index or a loop count is needed; undefined when none. */
  integer(x: unknown): number | undefined;
  /** `len(x)`. */
  length(x: unknown): number;
}

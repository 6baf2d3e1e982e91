/** Which array function an operator of the notation means. */
import type { UnaryOperator } from "../notation/ast.js";
import type { BinaryOperator } from "../notation/vocabulary.js";

export const BINARY: Readonly<Record<BinaryOperator, string>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "true_divide",
  "//": "floor_divide",
  "%": "remainder",
  "**": "power",
  "@": "matmul",
  "&": "bitwise_and",
  "|": "bitwise_or",
  "^": "bitwise_xor",
  "<<": "left_shift",
  ">>": "right_shift",
  "==": "equal",
  "!=": "not_equal",
  "<": "less",
  "<=": "less_equal",
  ">": "greater",
  ">=": "greater_equal",
};

export const UNARY: Readonly<Record<UnaryOperator, string>> = { "-": "negative", "+": "positive", "~": "invert" };

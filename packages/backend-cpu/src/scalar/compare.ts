/** Comparisons of JavaScript numbers, as 0 and 1. */
import type { CompareName } from "@fluxion/core";
import { row, type Row } from "./row.js";

/** The same operator in text and in a function. */
const compare = (operator: string, at: Row["at"]): Row => row((x, y) => `${x} ${operator} ${y} ? 1 : 0`, at);

export const COMPARISONS: Readonly<Record<CompareName, Row>> = {
  eq: compare("===", (x, y) => (x === y ? 1 : 0)),
  ne: compare("!==", (x, y) => (x !== y ? 1 : 0)),
  lt: compare("<", (x, y) => (x < y ? 1 : 0)),
  le: compare("<=", (x, y) => (x <= y ? 1 : 0)),
  gt: compare(">", (x, y) => (x > y ? 1 : 0)),
  ge: compare(">=", (x, y) => (x >= y ? 1 : 0)),
};

/** `a` where the condition is not 0, otherwise `b`; for all element types. */
export const CHOICE: Row = row(
  (condition, a, b) => `${condition} ? ${a} : ${b}`,
  (condition, a, b) => (condition !== 0 ? a : b),
);

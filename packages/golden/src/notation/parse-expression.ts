/** Parses expressions by Python's precedence, from lambdas down to `**`. */
import type { ArithmeticOperator, ComparisonStep, Expression, Target, UnaryOperator } from "./ast.js";
import type { Cursor } from "./cursor.js";
import { parseParameters } from "./parse-parameters.js";
import { primaryParser } from "./parse-primary.js";
import { toTarget } from "./parse-target.js";

/** The binary operators that associate to the left, loosest first. `**` binds tighter than unary minus and is apart. */
const LEVELS: readonly (readonly ArithmeticOperator[])[] = [
  ["|"],
  ["^"],
  ["&"],
  ["<<", ">>"],
  ["+", "-"],
  ["*", "/", "//", "%", "@"],
];
const COMPARISONS = ["==", "!=", "<=", ">=", "<", ">"] as const;
const parsePostfix = primaryParser({ test: parseTest, or: parseOr, starred: parseStarred, targets: parseTargetList });
const UNARY: readonly UnaryOperator[] = ["-", "+", "~"];

/** One expression: everything but a tuple without brackets. */
export function parseTest(cursor: Cursor): Expression {
  return cursor.nested(() => {
    const lambda = parseLambda(cursor);
    if (lambda !== undefined) return lambda;
    const at = cursor.position();
    const consequent = parseOr(cursor);
    if (!cursor.accept("if")) return consequent;
    const condition = parseOr(cursor);
    cursor.expect("else");
    return { kind: "conditional", condition, consequent, otherwise: parseTest(cursor), at };
  });
}

/** `(x, y) -> …`, `x -> …` or `lambda x, y: …`. */
function parseLambda(cursor: Cursor): Expression | undefined {
  const at = cursor.position();
  if (cursor.accept("lambda")) {
    const parameters = parseParameters(cursor, ":", parseTest);
    cursor.expect(":");
    return { kind: "lambda", parameters, body: parseTest(cursor), at };
  }
  if (cursor.at("(") && cursor.afterClosing()?.text === "->") {
    cursor.next();
    const parameters = parseParameters(cursor, ")", parseTest);
    cursor.expect(")");
    cursor.expect("->");
    return { kind: "lambda", parameters, body: parseTest(cursor), at };
  }
  if (!cursor.atKind("name") || !cursor.at("->", 1)) return undefined;
  const target: Target = { kind: "name", name: cursor.next().text, at };
  cursor.next();
  return { kind: "lambda", parameters: [{ kind: "plain", target, fallback: undefined }], body: parseTest(cursor), at };
}

export function parseOr(cursor: Cursor): Expression {
  const at = cursor.position();
  let left = parseAnd(cursor);
  while (cursor.accept("or")) left = { kind: "or", left, right: parseAnd(cursor), at };
  return left;
}

function parseAnd(cursor: Cursor): Expression {
  const at = cursor.position();
  let left = parseNot(cursor);
  while (cursor.accept("and")) left = { kind: "and", left, right: parseNot(cursor), at };
  return left;
}

function parseNot(cursor: Cursor): Expression {
  const at = cursor.position();
  if (!cursor.accept("not")) return parseComparison(cursor);
  return { kind: "not", operand: cursor.nested(() => parseNot(cursor)), at };
}

function acceptComparison(cursor: Cursor): ComparisonStep["operator"] | undefined {
  for (const operator of COMPARISONS) if (cursor.accept(operator)) return operator;
  if (cursor.accept("in")) return "in";
  if (cursor.accept("is")) return cursor.accept("not") ? "is not" : "is";
  if (!cursor.at("not") || !cursor.at("in", 1)) return undefined;
  cursor.next();
  cursor.next();
  return "not in";
}

function parseComparison(cursor: Cursor): Expression {
  const at = cursor.position();
  const first = parseLevel(cursor, 0);
  const rest: ComparisonStep[] = [];
  for (let operator = acceptComparison(cursor); operator !== undefined; operator = acceptComparison(cursor))
    rest.push({ operator, operand: parseLevel(cursor, 0) });
  return rest.length === 0 ? first : { kind: "comparison", first, rest, at };
}

function parseLevel(cursor: Cursor, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(cursor);
  let left = parseLevel(cursor, level + 1);
  for (;;) {
    const at = cursor.position();
    const operator = operators.find((candidate) => cursor.at(candidate));
    if (operator === undefined) return left;
    cursor.next();
    left = { kind: "arithmetic", operator, left, right: parseLevel(cursor, level + 1), at };
  }
}

function parseUnary(cursor: Cursor): Expression {
  const at = cursor.position();
  const operator = UNARY.find((candidate) => cursor.accept(candidate));
  if (operator === undefined) return parsePower(cursor);
  return { kind: "unary", operator, operand: cursor.nested(() => parseUnary(cursor)), at };
}

/** `-x ** 2` is `-(x ** 2)` and `2 ** -1` is allowed: the exponent is a unary expression again. */
function parsePower(cursor: Cursor): Expression {
  const left = parsePostfix(cursor);
  const at = cursor.position();
  if (!cursor.accept("**")) return left;
  return { kind: "arithmetic", operator: "**", left, right: cursor.nested(() => parseUnary(cursor)), at };
}

export function parseStarred(cursor: Cursor): Expression {
  const at = cursor.position();
  return cursor.accept("*") ? { kind: "starred", value: parseOr(cursor), at } : parseTest(cursor);
}

/** Expressions joined by commas: a tuple, unless there is one without a comma. */
export function parseExpressionList(cursor: Cursor): Expression {
  const at = cursor.position();
  const first = parseStarred(cursor);
  if (!cursor.at(",")) return first;
  const items = [first];
  while (cursor.accept(",") && !endsList(cursor)) items.push(parseStarred(cursor));
  return { kind: "tuple", items, at };
}

const endsList = (cursor: Cursor): boolean =>
  cursor.atKind("newline") ||
  cursor.atKind("end") ||
  cursor.at("=") ||
  cursor.at(":") ||
  cursor.at(";") ||
  cursor.at(")");

/** The target of a loop: like an expression list, but `in` ends it instead of comparing. */
export function parseTargetList(cursor: Cursor): Target {
  const at = cursor.position();
  const item = (): Expression => {
    const start = cursor.position();
    return cursor.accept("*") ? { kind: "starred", value: parsePostfix(cursor), at: start } : parsePostfix(cursor);
  };
  const first = item();
  if (!cursor.at(",")) return toTarget(first);
  const items = [first];
  while (cursor.accept(",") && !cursor.at("in")) items.push(item());
  return { kind: "sequence", items: items.map(toTarget), at };
}

/** Parses statements: definitions, assignments, control flow and blocks. */
import type { ArithmeticOperator, Expression, Statement } from "./ast.js";
import type { Cursor } from "./cursor.js";
import { NotationError } from "./notation-error.js";
import { parseExpressionList, parseTargetList, parseTest } from "./parse-expression.js";
import { parseParameters } from "./parse-parameters.js";
import { toTarget } from "./parse-target.js";

const UPDATES = ["+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "&=", "|=", "^=", "<<=", ">>="] as const;

/** One line or one compound statement; a line may hold several statements between semicolons. */
export function parseStatement(cursor: Cursor): Statement[] {
  return cursor.nested(() => {
    const compound = parseCompound(cursor);
    return compound === undefined ? parseLine(cursor) : [compound];
  });
}

function parseLine(cursor: Cursor): Statement[] {
  const statements = [parseSimple(cursor)];
  while (cursor.accept(";") && !cursor.atKind("newline")) statements.push(parseSimple(cursor));
  cursor.expectKind("newline", "the end of the line");
  return statements;
}

/** What follows a colon: an indented block, or statements on the same line. */
function parseBlock(cursor: Cursor): Statement[] {
  cursor.expect(":");
  if (!cursor.acceptKind("newline")) return parseLine(cursor);
  cursor.expectKind("indent", "an indented block");
  const body: Statement[] = [];
  while (!cursor.acceptKind("dedent")) body.push(...parseStatement(cursor));
  return body;
}

function parseCompound(cursor: Cursor): Statement | undefined {
  const at = cursor.position();
  if (cursor.at("@")) return parseDecorated(cursor);
  if (cursor.at("def")) return parseDefinition(cursor, []);
  if (isDefinition(cursor)) return parseDefinition(cursor, []);
  if (cursor.accept("if")) return parseIf(cursor, at);
  if (cursor.accept("while")) {
    const condition = parseTest(cursor);
    return { kind: "while", condition, body: parseBlock(cursor), otherwise: parseElse(cursor), at };
  }
  if (!cursor.accept("for")) return undefined;
  const target = parseTargetList(cursor);
  cursor.expect("in");
  const iterable = parseExpressionList(cursor);
  return { kind: "for", target, iterable, body: parseBlock(cursor), otherwise: parseElse(cursor), at };
}

const parseElse = (cursor: Cursor): Statement[] => (cursor.accept("else") ? parseBlock(cursor) : []);

function parseIf(cursor: Cursor, at: Statement["at"]): Statement {
  const condition = parseTest(cursor);
  const consequent = parseBlock(cursor);
  const next = cursor.position();
  if (cursor.accept("elif"))
    return { kind: "if", condition, consequent, otherwise: [cursor.nested(() => parseIf(cursor, next))], at };
  return { kind: "if", condition, consequent, otherwise: parseElse(cursor), at };
}

function parseDecorated(cursor: Cursor): Statement {
  const decorators: Expression[] = [];
  while (cursor.accept("@")) {
    decorators.push(parseTest(cursor));
    cursor.expectKind("newline", "the end of the line");
  }
  return parseDefinition(cursor, decorators);
}

/** `f(x, y) = …` and `f(x, y):`: a name, a bracket, and then the sign. */
function isDefinition(cursor: Cursor): boolean {
  if (!cursor.atKind("name") || !cursor.at("(", 1)) return false;
  const after = cursor.afterClosing(1)?.text;
  return after === "=" || after === ":";
}

function parseDefinition(cursor: Cursor, decorators: Expression[]): Statement {
  const at = cursor.position();
  cursor.accept("def");
  const name = cursor.expectKind("name", "a function name").text;
  cursor.expect("(");
  const parameters = parseParameters(cursor, ")", parseTest);
  cursor.expect(")");
  if (cursor.accept("->")) parseTest(cursor);
  if (!cursor.at("=")) return { kind: "define", name, parameters, body: parseBlock(cursor), decorators, at };
  cursor.next();
  const value = parseExpressionList(cursor);
  if (!cursor.accept(";")) cursor.expectKind("newline", "the end of the line");
  return { kind: "define", name, parameters, body: [{ kind: "return", value, at: value.at }], decorators, at };
}

function parseSimple(cursor: Cursor): Statement {
  const at = cursor.position();
  if (cursor.accept("return")) {
    const ends = cursor.atKind("newline") || cursor.at(";");
    return { kind: "return", value: ends ? undefined : parseExpressionList(cursor), at };
  }
  for (const kind of ["pass", "break", "continue"] as const) if (cursor.accept(kind)) return { kind, at };
  if (cursor.accept("nonlocal") || cursor.accept("global")) return { kind: "outer", names: parseNames(cursor), at };
  if (!cursor.accept("assert")) return parseAssignment(cursor);
  const condition = parseTest(cursor);
  return { kind: "assert", condition, message: cursor.accept(",") ? parseTest(cursor) : undefined, at };
}

function parseNames(cursor: Cursor): string[] {
  const names = [cursor.expectKind("name", "a name").text];
  while (cursor.accept(",")) names.push(cursor.expectKind("name", "a name").text);
  return names;
}

function parseAssignment(cursor: Cursor): Statement {
  const first = parseExpressionList(cursor);
  const { at } = first;
  const update = UPDATES.find((operator) => cursor.at(operator));
  if (update !== undefined) return parseUpdate(cursor, first, update.slice(0, -1) as ArithmeticOperator);
  // An annotation says nothing to an interpreter.
  if (first.kind === "name" && cursor.accept(":")) parseTest(cursor);
  if (!cursor.at("=")) return { kind: "expression", value: first, at };
  const chain = [first];
  while (cursor.accept("=")) chain.push(parseExpressionList(cursor));
  const value = chain.pop() ?? first;
  return { kind: "assign", targets: chain.map(toTarget), value, at };
}

function parseUpdate(cursor: Cursor, current: Expression, operator: ArithmeticOperator): Statement {
  const target = toTarget(current);
  if (target.kind !== "name" && target.kind !== "index") throw new NotationError("this cannot be updated", current.at);
  cursor.next();
  return { kind: "update", target, current, operator, value: parseExpressionList(cursor), at: current.at };
}

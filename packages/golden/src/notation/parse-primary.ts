/** Parses the tightest-binding expressions: names, literals, brackets, calls, subscripts and attributes. */
import type { Argument, Clause, Expression, SliceExpression, Target } from "./ast.js";
import type { Cursor } from "./cursor.js";
import { parseNumber } from "./parse-number.js";

/** The looser rules that brackets lead back to; handed in, so that modules do not depend on each other in a circle. */
export interface LooserRules {
  readonly test: (cursor: Cursor) => Expression;
  readonly or: (cursor: Cursor) => Expression;
  readonly starred: (cursor: Cursor) => Expression;
  readonly targets: (cursor: Cursor) => Target;
}

const CONSTANTS: Readonly<Record<string, boolean | null>> = { None: null, True: true, False: false };

export function primaryParser(rules: LooserRules): (cursor: Cursor) => Expression {
  /** A primary with its trailing calls, subscripts and attributes. */
  function parsePostfix(cursor: Cursor): Expression {
    let value = parseAtom(cursor);
    for (;;) {
      const at = cursor.position();
      if (cursor.accept("(")) value = { kind: "call", callee: value, arguments: parseArguments(cursor), at };
      else if (cursor.accept("[")) value = { kind: "index", value, ...parseSubscript(cursor), at };
      else if (cursor.accept("."))
        value = { kind: "attribute", value, name: cursor.expectKind("name", "an attribute name").text, at };
      else return value;
    }
  }

  function parseAtom(cursor: Cursor): Expression {
    const { kind, text, at } = cursor.peek();
    if (kind === "name") return { kind: "name", name: cursor.next().text, at };
    if (kind === "number") return { kind: "literal", value: parseNumber(cursor.next().text), at };
    if (kind === "string") return parseString(cursor);
    if (kind === "keyword" && Object.hasOwn(CONSTANTS, text)) {
      cursor.next();
      return { kind: "literal", value: CONSTANTS[text] ?? null, at };
    }
    if (cursor.accept("...")) return { kind: "ellipsis", at };
    if (cursor.accept("(")) return parseParenthesis(cursor, at);
    if (cursor.accept("[")) return parseList(cursor, at);
    if (cursor.accept("{")) return parseDict(cursor, at);
    throw cursor.unexpected("expected an expression");
  }

  function parseString(cursor: Cursor): Expression {
    const at = cursor.position();
    let value = "";
    while (cursor.atKind("string")) value += cursor.next().text;
    return { kind: "literal", value, at };
  }

  function parseParenthesis(cursor: Cursor, at: Expression["at"]): Expression {
    if (cursor.accept(")")) return { kind: "tuple", items: [], at };
    const first = rules.starred(cursor);
    if (cursor.at("for")) {
      const clauses = parseClauses(cursor);
      cursor.expect(")");
      return { kind: "comprehension", key: undefined, element: first, clauses, at };
    }
    if (!cursor.at(",")) {
      cursor.expect(")");
      return first;
    }
    const items = parseRest(cursor, first, ")");
    return { kind: "tuple", items, at };
  }

  function parseList(cursor: Cursor, at: Expression["at"]): Expression {
    if (cursor.accept("]")) return { kind: "list", items: [], at };
    const element = rules.starred(cursor);
    if (!cursor.at("for")) return { kind: "list", items: parseRest(cursor, element, "]"), at };
    const clauses = parseClauses(cursor);
    cursor.expect("]");
    return { kind: "comprehension", key: undefined, element, clauses, at };
  }

  /** The items after the first, and the closing bracket. */
  function parseRest(cursor: Cursor, first: Expression, close: string): Expression[] {
    const items = [first];
    while (cursor.accept(",") && !cursor.at(close)) items.push(rules.starred(cursor));
    cursor.expect(close);
    return items;
  }

  function parseDict(cursor: Cursor, at: Expression["at"]): Expression {
    const entries: { key: Expression | undefined; value: Expression }[] = [];
    while (!cursor.at("}")) {
      if (cursor.accept("**")) entries.push({ key: undefined, value: rules.or(cursor) });
      else {
        const key = rules.test(cursor);
        cursor.expect(":");
        const value = rules.test(cursor);
        if (entries.length === 0 && cursor.at("for")) return parseDictComprehension(cursor, key, value, at);
        entries.push({ key, value });
      }
      if (!cursor.accept(",")) break;
    }
    cursor.expect("}");
    return { kind: "dict", entries, at };
  }

  function parseDictComprehension(
    cursor: Cursor,
    key: Expression,
    element: Expression,
    at: Expression["at"],
  ): Expression {
    const clauses = parseClauses(cursor);
    cursor.expect("}");
    return { kind: "comprehension", key, element, clauses, at };
  }

  function parseClauses(cursor: Cursor): Clause[] {
    const clauses: Clause[] = [];
    while (cursor.accept("for")) {
      const target = rules.targets(cursor);
      cursor.expect("in");
      const iterable = rules.or(cursor);
      const conditions: Expression[] = [];
      while (cursor.accept("if")) conditions.push(rules.or(cursor));
      clauses.push({ target, iterable, conditions });
    }
    return clauses;
  }

  function parseArgument(cursor: Cursor): Argument {
    if (cursor.accept("**")) return { kind: "keyword-spread", name: "", value: rules.test(cursor) };
    if (cursor.accept("*")) return { kind: "spread", name: "", value: rules.test(cursor) };
    if (cursor.atKind("name") && cursor.at("=", 1)) {
      const name = cursor.next().text;
      cursor.next();
      return { kind: "keyword", name, value: rules.test(cursor) };
    }
    const at = cursor.position();
    const value = rules.test(cursor);
    if (!cursor.at("for")) return { kind: "positional", name: "", value };
    return {
      kind: "positional",
      name: "",
      value: { kind: "comprehension", key: undefined, element: value, clauses: parseClauses(cursor), at },
    };
  }

  function parseArguments(cursor: Cursor): Argument[] {
    const list: Argument[] = [];
    while (!cursor.at(")")) {
      const argument = parseArgument(cursor);
      if (argument.kind === "positional" && list.some((earlier) => earlier.kind === "keyword"))
        throw cursor.unexpected("a positional argument follows a keyword argument; expected a keyword");
      list.push(argument);
      if (!cursor.accept(",")) break;
    }
    cursor.expect(")");
    return list;
  }

  function parseSubscript(cursor: Cursor): { parts: (Expression | SliceExpression)[]; isTuple: boolean } {
    const parts: (Expression | SliceExpression)[] = [];
    let isTuple = false;
    do {
      if (cursor.at("]")) break;
      parts.push(parsePart(cursor));
      isTuple ||= cursor.at(",");
    } while (cursor.accept(","));
    if (parts.length === 0) throw cursor.unexpected("expected an index");
    cursor.expect("]");
    return { parts, isTuple };
  }

  function parsePart(cursor: Cursor): Expression | SliceExpression {
    const at = cursor.position();
    const ends = (): boolean => cursor.at(":") || cursor.at(",") || cursor.at("]");
    const start = ends() ? undefined : rules.starred(cursor);
    if (start !== undefined && !cursor.at(":")) return start;
    if (!cursor.accept(":")) throw cursor.unexpected("expected an index");
    const stop = ends() ? undefined : rules.test(cursor);
    const step = cursor.accept(":") && !ends() ? rules.test(cursor) : undefined;
    return { kind: "slice", start, stop, step, at };
  }

  return parsePostfix;
}

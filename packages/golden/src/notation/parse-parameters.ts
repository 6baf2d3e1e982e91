/** Parses the parameters of definitions and lambdas, nested patterns and defaults included. */
import type { Expression, Parameter, Target } from "./ast.js";
import type { Cursor } from "./cursor.js";
import { NotationError } from "./notation-error.js";

type ParseTest = (cursor: Cursor) => Expression;

function parsePattern(cursor: Cursor): Target {
  const at = cursor.position();
  if (!cursor.accept("(") && !cursor.at("["))
    return { kind: "name", name: cursor.expectKind("name", "a parameter name").text, at };
  const close = cursor.accept("[") ? "]" : ")";
  const items: Target[] = [];
  while (!cursor.at(close)) {
    items.push(cursor.nested(() => parsePattern(cursor)));
    if (!cursor.accept(",")) break;
  }
  cursor.expect(close);
  return { kind: "sequence", items, at };
}

function parseParameter(cursor: Cursor, test: ParseTest, afterStar: boolean): Parameter {
  if (cursor.accept("**")) return { kind: "keywords", target: parsePattern(cursor), fallback: undefined };
  if (cursor.accept("*")) return { kind: "rest", target: parsePattern(cursor), fallback: undefined };
  const target = parsePattern(cursor);
  const fallback = cursor.accept("=") ? test(cursor) : undefined;
  return { kind: afterStar ? "keyword-only" : "plain", target, fallback };
}

/** Parameters up to, not including, the token `close`. `/` and a bare `*` are accepted as in Python. */
export function parseParameters(cursor: Cursor, close: ")" | ":", test: ParseTest): Parameter[] {
  const parameters: Parameter[] = [];
  let afterStar = false;
  while (!cursor.at(close)) {
    const bareStar = cursor.at("*") && (cursor.at(",", 1) || cursor.at(close, 1));
    if (bareStar || cursor.at("/")) {
      afterStar ||= bareStar;
      cursor.next();
    } else {
      const parameter = parseParameter(cursor, test, afterStar);
      afterStar ||= parameter.kind === "rest";
      parameters.push(parameter);
    }
    // An annotation says nothing to an interpreter.
    if (close === ")" && cursor.accept(":")) test(cursor);
    if (close === ")" && cursor.accept("=")) annotatedDefault(cursor, parameters, test);
    if (!cursor.accept(",")) break;
  }
  checkNames(parameters);
  return parameters;
}

function annotatedDefault(cursor: Cursor, parameters: Parameter[], test: ParseTest): void {
  const last = parameters.pop();
  if (last === undefined || last.fallback !== undefined) throw cursor.unexpected('expected "," or ")"');
  parameters.push({ ...last, fallback: test(cursor) });
}

function namesOf(target: Target): { name: string; target: Target }[] {
  if (target.kind === "name") return [{ name: target.name, target }];
  return target.kind === "sequence" ? target.items.flatMap(namesOf) : [];
}

function checkNames(parameters: readonly Parameter[]): void {
  const seen = new Set<string>();
  for (const { name, target } of parameters.flatMap((parameter) => namesOf(parameter.target))) {
    if (seen.has(name)) throw new NotationError(`the parameter ${name} appears twice`, target.at);
    seen.add(name);
  }
}

/** Parses a whole program text into its syntax tree. */
import type { Notation, Statement } from "./ast.js";
import { Cursor } from "./cursor.js";
import { tokenize } from "./lexer.js";
import { parseStatement } from "./parse-statement.js";

/** @throws NotationError with the line and the column of the first mistake */
export function parseNotation(text: string): Notation {
  const cursor = new Cursor(tokenize(text));
  const body: Statement[] = [];
  while (!cursor.atKind("end")) body.push(...parseStatement(cursor));
  return { body };
}

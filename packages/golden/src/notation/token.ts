/** The words of the notation as the lexer hands them to the parser. */
import type { Position } from "./notation-error.js";

export type TokenKind = "name" | "keyword" | "number" | "string" | "operator" | "newline" | "indent" | "dedent" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** The source text; for a string, its contents. */
  readonly text: string;
  readonly at: Position;
  /** For an opening bracket, the index of its closing token: it lets the parser tell `(x) -> …` and `f(x) = …` from calls at once. */
  readonly match: number;
}

export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "and or not in is if elif else for while return pass break continue lambda None True False def assert " +
    "nonlocal global"
  ).split(" "),
);

/** Longest first, so that the first match is the right one. */
export const OPERATORS: readonly string[] = (
  "**= //= >>= <<= ... ** // >> << <= >= == != -> += -= *= /= %= @= &= |= ^= " +
  "+ - * / % @ & | ^ ~ < > ( ) [ ] { } , : . = ;"
).split(" ");

export const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

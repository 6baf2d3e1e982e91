/** Reads tokens one after another; the parsers share it. */
import { NotationError, type Position } from "./notation-error.js";
import type { Token, TokenKind } from "./token.js";

/** Deep enough for any program a person writes, shallow enough for the engine's stack. */
const MAXIMUM_DEPTH = 150;

export class Cursor {
  private index = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new NotationError("the program is empty", { line: 1, column: 1 });
    return token;
  }

  /** The token after the bracket that closes the one `ahead` tokens away. */
  afterClosing(ahead = 0): Token | undefined {
    const { match } = this.peek(ahead);
    return match < 0 ? undefined : this.tokens[match + 1];
  }

  next(): Token {
    const token = this.peek();
    this.index += 1;
    return token;
  }

  at(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === "operator" || token.kind === "keyword");
  }

  atKind(kind: TokenKind): boolean {
    return this.peek().kind === kind;
  }

  /** Takes the operator or keyword if it is next. */
  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.index += 1;
    return true;
  }

  acceptKind(kind: TokenKind): boolean {
    if (!this.atKind(kind)) return false;
    this.index += 1;
    return true;
  }

  expect(text: string): Token {
    if (!this.at(text)) throw this.unexpected(`expected "${text}"`);
    return this.next();
  }

  expectKind(kind: TokenKind, what: string): Token {
    if (!this.atKind(kind)) throw this.unexpected(`expected ${what}`);
    return this.next();
  }

  unexpected(expectation: string): NotationError {
    const { kind, text, at } = this.peek();
    const found =
      kind === "end" || kind === "newline"
        ? `the end of the ${kind === "end" ? "program" : "line"}`
        : kind === "indent" || kind === "dedent"
          ? `an ${kind}`
          : JSON.stringify(text);
    return new NotationError(`${expectation}, found ${found}`, at);
  }

  /** Runs one level of a recursive rule, guarding the engine's stack against hostile nesting. */
  nested<T>(rule: () => T): T {
    if (this.depth >= MAXIMUM_DEPTH) throw new NotationError("the program is nested too deeply", this.position());
    this.depth += 1;
    const result = rule();
    this.depth -= 1;
    return result;
  }

  position(): Position {
    return this.peek().at;
  }
}

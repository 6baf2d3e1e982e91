/** Splits a program text into tokens, turning indentation into `indent` and `dedent` as Python does. */
import { NotationError, type Position } from "./notation-error.js";
import { CLOSING, KEYWORDS, OPERATORS, type Token, type TokenKind } from "./token.js";

/** Programs are a page long; a longer text is a mistake or an attack. */
const MAXIMUM_LENGTH = 1_000_000;
const MAXIMUM_BRACKET_DEPTH = 100;

const BLANK = /[ \t\f]*(?:#[^\n]*)?/y;
const INDENTATION = /[ \t\f]*/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER =
  /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?)/y;
const STRING = /("""|'''|"|')((?:\\[\s\S]|(?!\1)[\s\S])*)\1/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", "\n": "" };

interface OpenBracket {
  readonly index: number;
  readonly text: string;
}

class Lexer {
  private offset = 0;
  private line = 1;
  private lineStart = 0;
  /** Whether the next character opens a line whose indentation counts: false inside brackets and after a backslash. */
  private fresh = true;
  private readonly tokens: { kind: TokenKind; text: string; at: Position; match: number }[] = [];
  private readonly indents: number[] = [0];
  private readonly open: OpenBracket[] = [];

  constructor(private readonly text: string) {}

  run(): Token[] {
    while (this.offset < this.text.length) {
      if (this.fresh) this.startLine();
      this.word();
    }
    const bracket = this.open.at(-1);
    if (bracket !== undefined)
      throw new NotationError(`"${bracket.text}" is never closed`, this.tokens[bracket.index]?.at ?? this.here());
    this.endLine();
    while (this.indents.length > 1) {
      this.indents.pop();
      this.push("dedent", "");
    }
    this.push("end", "");
    return this.tokens;
  }

  private here(): Position {
    return { line: this.line, column: this.offset - this.lineStart + 1 };
  }

  private push(kind: TokenKind, text: string, at = this.here()): void {
    this.tokens.push({ kind, text, at, match: -1 });
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.text)?.[0] ?? "";
  }

  private newLine(): void {
    this.offset += 1;
    this.line += 1;
    this.lineStart = this.offset;
  }

  private endLine(): void {
    const last = this.tokens.at(-1)?.kind;
    if (last !== undefined && last !== "newline" && last !== "dedent" && last !== "indent") this.push("newline", "");
  }

  /** Compares the indentation of a line with the enclosing blocks; blank lines have none. */
  private startLine(): void {
    const next = this.text[this.offset + this.match(BLANK).length];
    if (next === undefined || next === "\n") return;
    const space = this.match(INDENTATION);
    this.offset += space.length;
    this.fresh = false;
    this.indentTo([...space].reduce((sum, c) => (c === "\t" ? (Math.floor(sum / 8) + 1) * 8 : sum + 1), 0));
  }

  private indentTo(width: number): void {
    if (width > (this.indents.at(-1) ?? 0)) {
      this.indents.push(width);
      this.push("indent", "");
      return;
    }
    while (width < (this.indents.at(-1) ?? 0)) {
      this.indents.pop();
      this.push("dedent", "");
    }
    if (width !== this.indents.at(-1))
      throw new NotationError("the indentation matches no enclosing block", this.here());
  }

  private word(): void {
    this.offset += this.match(BLANK).length;
    const c = this.text[this.offset];
    if (c === undefined) return;
    if (c === "\n") return this.lineBreak();
    if (c === "\\" && this.text[this.offset + 1] === "\n") {
      this.offset += 1;
      return this.newLine();
    }
    const at = this.here();
    const name = this.match(NAME);
    if (name !== "") return this.take(KEYWORDS.has(name) ? "keyword" : "name", name, name, at);
    const number = this.match(NUMBER);
    if (number !== "") return this.take("number", number, number.replaceAll("_", ""), at);
    if (c === '"' || c === "'") return this.string(at);
    this.operator(at);
  }

  private lineBreak(): void {
    if (this.open.length === 0) {
      this.endLine();
      this.fresh = true;
    }
    this.newLine();
  }

  private take(kind: TokenKind, source: string, text: string, at: Position): void {
    this.push(kind, text, at);
    this.offset += source.length;
  }

  private string(at: Position): void {
    STRING.lastIndex = this.offset;
    const found = STRING.exec(this.text);
    if (found === null) throw new NotationError("the string is never closed", at);
    const [source, quote = "", contents = ""] = found;
    if (quote.length === 1 && /(?<!\\)\n/.test(contents))
      throw new NotationError("the string is not closed on its line", at);
    this.push(
      "string",
      contents.replaceAll(/\\([\s\S])/g, (whole, c: string) => ESCAPES[c] ?? (/[\\'"]/.test(c) ? c : whole)),
      at,
    );
    for (let i = 0; i < source.length; i++) {
      if (source[i] !== "\n") continue;
      this.line += 1;
      this.lineStart = this.offset + i + 1;
    }
    this.offset += source.length;
  }

  private operator(at: Position): void {
    const operator = OPERATORS.find((text) => this.text.startsWith(text, this.offset));
    if (operator === undefined)
      throw new NotationError(`unexpected character ${JSON.stringify(this.text[this.offset])}`, at);
    if (operator in CLOSING) {
      if (this.open.length >= MAXIMUM_BRACKET_DEPTH) throw new NotationError("brackets are nested too deeply", at);
      this.open.push({ index: this.tokens.length, text: operator });
    } else if (operator === ")" || operator === "]" || operator === "}") this.close(operator, at);
    this.take("operator", operator, operator, at);
  }

  private close(text: string, at: Position): void {
    const bracket = this.open.pop();
    const opening = bracket === undefined ? undefined : this.tokens[bracket.index];
    if (bracket === undefined || opening === undefined || CLOSING[bracket.text] !== text)
      throw new NotationError(`"${text}" closes nothing`, at);
    opening.match = this.tokens.length;
  }
}

/** The tokens of a program text, ending with `end`. @throws NotationError */
export function tokenize(text: string): Token[] {
  if (text.length > MAXIMUM_LENGTH)
    throw new NotationError(`the program is longer than ${MAXIMUM_LENGTH} characters`, { line: 1, column: 1 });
  return new Lexer(text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n")).run();
}

/** The one error of the notation: what is wrong with a program text or its evaluation, and where. */

/** A place in a program text; both counts start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Thrown by the lexer, the parser and the evaluator; never by array functions, whose own errors pass through untouched. */
export class NotationError extends Error {
  constructor(
    readonly what: string,
    readonly at: Position,
  ) {
    super(`line ${at.line}, column ${at.column}: ${what}`);
    this.name = "NotationError";
  }
}

/** A name that neither the program nor the vocabulary has. */
export class UndefinedNameError extends NotationError {
  constructor(
    readonly undefinedName: string,
    at: Position,
  ) {
    super(`the name ${undefinedName} is not defined`, at);
  }
}

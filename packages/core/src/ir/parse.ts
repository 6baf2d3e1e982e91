/** Reads programs back from text: the inverse of `print`, given the primitives that may occur. */
import { isLeft, left, right, type Either } from "#fp-ts/Either";
import type { Failure } from "../errors.js";
import type { Params, Primitive } from "./primitive.js";
import { program, Var, type Equation, type Program } from "./program.js";
import { DTYPES, sameType, showType, type ArrayType, type DType } from "./type.js";

const BY_SHORT = new Map(Object.entries(DTYPES).map(([dtype, { short }]) => [short, dtype as DType]));

/** Stops reading; caught once in `parse`. */
class Stop {
  constructor(
    readonly what: string,
    readonly offset: number,
  ) {}
}

class Reader {
  private offset = 0;
  constructor(
    private readonly text: string,
    private readonly primitives: ReadonlyMap<string, Primitive>,
  ) {}

  stop(what: string): never {
    throw new Stop(what, this.offset);
  }
  private skip(): void {
    while (/\s/.test(this.text[this.offset] ?? "")) this.offset++;
  }
  private peek(token: string): boolean {
    this.skip();
    return this.text.startsWith(token, this.offset);
  }
  private take(token: string): boolean {
    if (!this.peek(token)) return false;
    this.offset += token.length;
    return true;
  }
  private expect(token: string): void {
    if (!this.take(token)) this.stop(`expected ${token}`);
  }
  private match(pattern: RegExp, what: string): string {
    this.skip();
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return this.stop(`expected ${what}`);
    this.offset += found.length;
    return found;
  }
  private word(what: string): string {
    return this.match(/[a-zA-Z_][\w']*/y, what);
  }

  private type(): ArrayType {
    const short = this.word("an element type");
    const dtype = BY_SHORT.get(short);
    if (dtype === undefined) return this.stop(`unknown element type ${short}`);
    const shape = this.match(/\[[\d,]*\]/y, "a shape").slice(1, -1);
    return { dtype, shape: shape === "" ? [] : shape.split(",").map(Number) };
  }

  private binding(scope: Map<string, Var>): Var {
    const name = this.word("a variable");
    if (scope.has(name)) this.stop(`variable ${name} is bound twice`);
    this.expect(":");
    const variable = new Var(this.type());
    scope.set(name, variable);
    return variable;
  }
  private variable(scope: ReadonlyMap<string, Var>): Var {
    const name = this.word("a variable");
    return scope.get(name) ?? this.stop(`unknown variable ${name}`);
  }
  private list<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.take(close)) {
      if (items.length > 0) this.expect(",");
      items.push(item());
    }
    return items;
  }

  private value(): unknown {
    if (this.take("[")) return this.list("]", () => this.value());
    if (this.take("{")) {
      if (!this.peek("(")) return this.params("}");
      const inner = this.program();
      this.expect("}");
      return inner;
    }
    if (this.peek('"')) return JSON.parse(this.match(/"(?:[^"\\]|\\.)*"/y, "a string")) as string;
    const token = this.match(/-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-zA-Z]\w*)/y, "a value");
    if (/^-?(\d|Infinity$|NaN$)/.test(token)) return Number(token);
    if (token === "true" || token === "false") return token === "true";
    if (token === "null") return null;
    return token;
  }
  private params(close: string): Params {
    const params: Record<string, unknown> = {};
    while (!this.take(close)) {
      const name = this.word("a parameter");
      this.expect("=");
      Object.defineProperty(params, name, { value: this.value(), enumerable: true });
    }
    return params;
  }

  private equation(scope: Map<string, Var>): Equation {
    const bound: [string, ArrayType][] = [];
    while (!this.take("=")) {
      if (bound.length > 0) this.expect(",");
      const name = this.word("a variable");
      this.expect(":");
      bound.push([name, this.type()]);
    }
    const name = this.word("a primitive");
    const primitive = this.primitives.get(name) ?? this.stop(`unknown primitive ${name}`);
    const params = this.text[this.offset] === "[" && this.take("[") ? this.params("]") : {};
    const inputs: Var[] = [];
    const operand = /[ \t]+[a-zA-Z_]\w*/y;
    for (operand.lastIndex = this.offset; operand.test(this.text); operand.lastIndex = this.offset)
      inputs.push(this.variable(scope));
    const outputs = bound.map(([variable, type]) => {
      if (scope.has(variable)) this.stop(`variable ${variable} is bound twice`);
      const output = new Var(type);
      scope.set(variable, output);
      return output;
    });
    const inferred = primitive.type(
      inputs.map((input) => input.type),
      params,
    );
    if (isLeft(inferred)) return this.stop(inferred.left.what);
    const wrong = outputs.findIndex(
      (output, i) => inferred.right[i] === undefined || !sameType(output.type, inferred.right[i]),
    );
    if (wrong >= 0 || inferred.right.length !== outputs.length)
      this.stop(
        `${name} gives ${inferred.right.map(showType).join(", ")}, not ${outputs.map((output) => showType(output.type)).join(", ")}`,
      );
    return { primitive, inputs, params, outputs };
  }

  program(): Program {
    const scope = new Map<string, Var>();
    this.expect("(");
    const inputs = this.list(")", () => this.binding(scope));
    this.expect("=>");
    const equations: Equation[] = [];
    while (!this.peek("(")) equations.push(this.equation(scope));
    this.expect("(");
    return program(
      inputs,
      equations,
      this.list(")", () => this.variable(scope)),
    );
  }
  end(): void {
    this.skip();
    if (this.offset < this.text.length) this.stop("expected the end of the text");
  }
}

function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

/** The program that a text says, or where the text goes wrong. */
export function parse(text: string, primitives: Iterable<Primitive>): Either<Failure, Program> {
  const reader = new Reader(text, new Map([...primitives].map((primitive) => [primitive.name, primitive])));
  try {
    const result = reader.program();
    reader.end();
    return right(result);
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return left({
      code: "parse",
      what: stop.what,
      where: place(text, stop.offset),
      fix: "write programs as print does, and pass every primitive that occurs",
    });
  }
}

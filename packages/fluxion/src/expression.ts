/**
 * Arithmetic in the notation of the field: `expr\`${W} @ ${x} + ${b}\``. Operators and their precedence are Python's:
 * `**`, unary − and +, `@ * / // %`, `+ −`, comparisons; also parentheses, numbers, indexing and functions of np by name.
 */
import { raise, type ArrayLike, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";

type Operand = ArrayLike;
type Binary = (x: Operand, y: Operand) => NDArray;

/** Binary operators by how tightly they bind, loosest first. */
const LEVELS: readonly Readonly<Record<string, Binary>>[] = [
  { "<=": np.lessEqual, ">=": np.greaterEqual, "==": np.equal, "!=": np.notEqual, "<": np.less, ">": np.greater },
  { "+": np.add, "-": np.subtract },
  { "*": np.multiply, "@": np.matmul, "//": np.floorDivide, "/": np.divide, "%": np.mod },
];

type Token =
  | { readonly kind: "value"; readonly value: Operand }
  | { readonly kind: "name" | "symbol"; readonly text: string };

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-zA-Z_]\w*)|(\*\*|\/\/|<=|>=|==|!=|[-+*/@%<>(),]))/y;

function tokens(strings: readonly string[], values: readonly Operand[]): Token[] {
  const result: Token[] = [];
  strings.forEach((text, i) => {
    TOKEN.lastIndex = 0;
    while (text.slice(TOKEN.lastIndex).trim() !== "") {
      const at = TOKEN.lastIndex;
      const found = TOKEN.exec(text);
      if (found === null) return refuse(`unexpected ${JSON.stringify(text.slice(at).trim()[0])}`);
      const [, number, name, symbol] = found;
      if (number !== undefined) result.push({ kind: "value", value: Number(number) });
      else result.push(name === undefined ? { kind: "symbol", text: symbol as string } : { kind: "name", text: name });
    }
    if (i < values.length) result.push({ kind: "value", value: values[i] as Operand });
  });
  return result;
}

const refuse = (what: string): never =>
  raise({
    code: "parse",
    what,
    where: "expr`…`",
    fix: "use + - * / // % @ ** comparisons, parentheses, numbers, ${values} and functions of np",
  });

class Reader {
  private next = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  private symbol(...texts: readonly string[]): string | undefined {
    const token = this.tokens[this.next];
    if (token?.kind !== "symbol" || !texts.includes(token.text)) return undefined;
    this.next++;
    return token.text;
  }
  private expect(text: string): void {
    if (this.symbol(text) === undefined) refuse(`expected ${text}`);
  }

  level(depth: number): Operand {
    const operators = LEVELS[depth];
    if (operators === undefined) return this.unary();
    let left = this.level(depth + 1);
    for (
      let found = this.symbol(...Object.keys(operators));
      found !== undefined;
      found = this.symbol(...Object.keys(operators))
    )
      left = (operators[found] as Binary)(left, this.level(depth + 1));
    return left;
  }
  private unary(): Operand {
    const sign = this.symbol("-", "+");
    if (sign === undefined) return this.power();
    const operand = this.unary();
    if (sign === "+") return operand;
    return typeof operand === "number" ? -operand : np.negative(operand);
  }
  private power(): Operand {
    const base = this.primary();
    return this.symbol("**") === undefined ? base : np.power(base, this.unary());
  }
  private primary(): Operand {
    const token = this.tokens[this.next];
    if (token === undefined) return refuse("the expression ends too early");
    if (this.symbol("(") !== undefined) {
      const inner = this.level(0);
      this.expect(")");
      return inner;
    }
    this.next++;
    if (token.kind === "value") return token.value;
    return token.kind === "name" ? this.call(token.text) : refuse(`unexpected ${token.text}`);
  }
  private call(name: string): Operand {
    const f = Object.hasOwn(np, name) ? (np as unknown as Record<string, unknown>)[name] : undefined;
    if (typeof f === "number") return f;
    if (typeof f !== "function") return refuse(`${name} is not a function of np`);
    this.expect("(");
    const args: Operand[] = [];
    while (this.symbol(")") === undefined) {
      if (args.length > 0) this.expect(",");
      args.push(this.level(0));
    }
    return (f as (...args: Operand[]) => NDArray)(...args);
  }
  end(): void {
    if (this.next < this.tokens.length) refuse("expected the end of the expression");
  }
}

/**
 * Evaluates an expression over arrays.
 * @example expr`${[[1, 2], [3, 4]]} @ ${[1, 1]} + 1` // [4, 8]
 */
export function expr(strings: TemplateStringsArray, ...values: readonly Operand[]): NDArray {
  const reader = new Reader(tokens(strings, values));
  const result = reader.level(0);
  reader.end();
  return np.asarray(result);
}

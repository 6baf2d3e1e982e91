/** The meaning of a scalar as JavaScript text: an expression, and the lines that it needs before it. */
import type { DType, ScalarOps } from "@fluxion/core";
import { scalarOps, type Meaning, type Typed } from "./operations.js";
import { IDENTITY } from "./row.js";
import type { SpecialFunctions } from "./special/index.js";

/** A name or a literal. */
export interface Text extends Typed {
  readonly code: string;
}

/** Collects the lines of a body. Every result gets a name; equal expressions get one name. */
export class Lines {
  readonly lines: string[] = [];
  private readonly names = new Map<string, string>();
  constructor(private readonly prefix = "t") {}

  bind(expression: string): string {
    let name = this.names.get(expression);
    if (name === undefined) {
      name = `${this.prefix}${this.lines.length}`;
      this.names.set(expression, name);
      this.lines.push(`const ${name} = ${expression};`);
    }
    return name;
  }
}

/** A number in JavaScript, −0 and NaN included; negative ones in parentheses. */
export function literal(value: number): string {
  if (Object.is(value, -0) || value < 0) return `(-${literal(-value)})`;
  return String(value);
}

/** The scalar operations on text, for operands of which the first has type `dtype`. The text refers to `HELPERS` and `special` as `h`. */
export function textOps(lines: Lines, dtype: DType, special: SpecialFunctions): ScalarOps<Text> {
  const meaning: Meaning<Text> = {
    lit: (value, of) => ({ code: literal(value), dtype: of, value }),
    apply: (row, of, operands) => ({
      code: row === IDENTITY ? (operands[0] as Text).code : lines.bind(row.text(...operands.map(({ code }) => code))),
      dtype: of,
    }),
  };
  return scalarOps(dtype, meaning, special);
}

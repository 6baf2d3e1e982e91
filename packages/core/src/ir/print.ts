/** Programs as text. Names are given in binding order, so programs that differ only in names print alike. */
import type { Equation, Program, Var } from "./program.js";
import { isProgram } from "./program.js";
import { showType } from "./type.js";

/** a … z, aa, ab, … */
export function nameOf(index: number): string {
  let name = "";
  for (let i = index; i >= 0; i = Math.floor(i / 26) - 1) name = String.fromCharCode(97 + (i % 26)) + name;
  return name;
}

/** Names for the variables of a program, given as they are bound. */
export class Names {
  private readonly names = new Map<Var, string>();
  of(variable: Var): string {
    let name = this.names.get(variable);
    if (name === undefined) this.names.set(variable, (name = nameOf(this.names.size)));
    return name;
  }
  /** `a: f32[3]`, at its binding. */
  bind(variable: Var): string {
    return `${this.of(variable)}: ${showType(variable.type)}`;
  }
}

/** A parameter as text that `parse` reads back: −0, NaN and infinities included. */
export function showParam(value: unknown, indent = "  "): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => showParam(item, indent)).join(",")}]`;
  if (isProgram(value)) return `{${print(value, `${indent}  `).trimStart()}}`;
  if (typeof value === "function") return `<${value.name || "function"}>`;
  if (typeof value === "object" && value !== null) return `{${showParams(value, indent)}}`;
  return String(value);
}

/** Words that stand for values, so that strings of these letters need quotes. */
const VALUES = new Set(["true", "false", "null", "NaN", "Infinity"]);
const isBare = (text: string): boolean => /^[a-zA-Z][\w]*$/.test(text) && !VALUES.has(text);

/** `axes=[0] shape=[3]`: parameters in the order of their names. */
export function showParams(params: object, indent = "  "): string {
  return Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${typeof value === "string" && isBare(value) ? value : showParam(value, indent)}`)
    .join(" ");
}
export function showEquation({ primitive, inputs, params, outputs }: Equation, names: Names, indent = "  "): string {
  const operands = inputs.map((input) => names.of(input)).join(" ");
  const options = showParams(params, indent);
  const bound = outputs.map((output) => names.bind(output)).join(", ");
  return `${indent}${bound === "" ? "" : `${bound} `}= ${primitive.name}${options === "" ? "" : `[${options}]`}${operands === "" ? "" : ` ${operands}`}`;
}

/** The program as text. */
export function print(program: Program, indent = ""): string {
  const names = new Names();
  const lines = [`${indent}(${program.inputs.map((input) => names.bind(input)).join(", ")}) =>`];
  for (const equation of program.equations) lines.push(showEquation(equation, names, `${indent}  `));
  lines.push(`${indent}  (${program.outputs.map((output) => names.of(output)).join(", ")})`);
  return lines.join("\n");
}

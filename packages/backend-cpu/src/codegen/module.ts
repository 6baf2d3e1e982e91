/**
 * The text of a program while it is written: functions, and what they share. An array is `b0` in a function and `m0` in what surrounds the
 * functions; `r` are registers, `n` counters, `o` offsets, `c` arrays that change places, `a` lists of operands, `k` kernels.
 * Mutates: itself, while the text is written.
 */
import { sizeOf, type ArrayType } from "@fluxion/core";
import type { Run } from "../kernels/kernel.js";

export type Letter = "b" | "c" | "n" | "o" | "r";

const NAME = /\b[abcnor]\d+\b/g;
const DECLARED = /\b(?:const|let) ([abcnor]\d+)\b/g;

/** The names that a text uses and does not declare, in order. */
function freeNames(text: string): string[] {
  const declared = new Set(Array.from(text.matchAll(DECLARED), ([, name]) => name));
  return [...new Set(text.match(NAME) ?? [])].filter((name) => !declared.has(name));
}

/** For readers. */
function indented(text: string): string {
  let depth = 0;
  return text
    .split("\n")
    .map((line) => {
      if (line.startsWith("}")) depth--;
      const result = "  ".repeat(depth) + line;
      if (line.endsWith("{")) depth++;
      return result;
    })
    .join("\n");
}

export class Module {
  readonly kernels: Run[] = [];
  /** What surrounds the functions. */
  private readonly shared: string[] = [];
  private readonly functions: string[] = [];
  private readonly arrays = new Set<string>();
  /** Names that the main function defines, with their values. */
  private readonly given = new Map<string, string>();
  private readonly lists = new Map<string, string>();
  private count = 0;

  fresh(letter: Letter): string {
    return `${letter}${this.count++}`;
  }

  /** An array that belongs to the executable. */
  memory({ dtype, shape }: ArrayType): string {
    const name = this.fresh("b");
    this.arrays.add(name);
    this.shared.push(`const m${name.slice(1)} = h.allocate("${dtype}", ${sizeOf(shape)});`);
    return name;
  }

  /** An array that the caller gives: `value` is an expression in the main function. */
  parameter(value: string): string {
    const name = this.fresh("b");
    this.given.set(name, value);
    return name;
  }

  kernel(run: Run, comment: string): string {
    const name = `k${this.kernels.push(run) - 1}`;
    this.shared.push(`const ${name} = k[${name.slice(1)}]; // ${comment}`);
    return name;
  }

  /** A list of arrays: made once where they are fixed, or where it is used. */
  list(arrays: readonly string[]): string {
    const text = `[${arrays.join(", ")}]`;
    if (!arrays.every((array) => this.arrays.has(array) || this.given.has(array))) return text;
    const known = this.lists.get(text);
    if (known !== undefined) return known;
    const name = `a${this.count++}`;
    this.lists.set(text, name);
    if (arrays.some((array) => this.given.has(array))) this.given.set(name, text);
    else {
      this.arrays.add(name);
      this.shared.push(`const m${name.slice(1)} = [${arrays.map((array) => `m${array.slice(1)}`).join(", ")}];`);
    }
    return name;
  }

  /** A function of its own for a part of a text; what it needs becomes its parameters. Gives the call. */
  piece(lines: readonly string[]): string {
    const text = lines.join("\n");
    const free = freeNames(text);
    const parameters = free.filter((name) => !this.arrays.has(name)).join(", ");
    const name = `f${this.count++}`;
    this.functions.push(`function ${name}(${parameters}) {\n${this.opening(free)}${text}\n}`);
    return `${name}(${parameters});`;
  }

  /** The whole: a function of helpers `h` and kernels `k` that gives a function of inputs `g` and outputs `o`. */
  finish(comment: string, lines: readonly string[]): string {
    const text = lines.join("\n");
    const own: string[] = [];
    const defined = new Set<string>();
    const define = (name: string): void => {
      const value = this.given.get(name);
      if (value === undefined || defined.has(name)) return;
      defined.add(name);
      for (const inner of value.match(NAME) ?? []) define(inner);
      own.push(`const ${name} = ${value};\n`);
    };
    const free = freeNames(text);
    for (const name of free) define(name);
    const arrays = this.opening([...new Set([...free, ...freeNames(own.join(""))])]);
    const main = `return function program(g, o) {\n${arrays}${own.join("")}${text}\n};`;
    return indented([`// ${comment}`, '"use strict";', ...this.shared, ...this.functions, main].join("\n"));
  }

  /** The arrays that a function uses, as constants of its own, which the engine need not look up again in loops. */
  private opening(free: readonly string[]): string {
    return free
      .filter((name) => this.arrays.has(name))
      .map((name) => `const ${name} = m${name.slice(1)};\n`)
      .join("");
  }
}

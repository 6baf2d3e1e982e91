/** The text of an einsum: names of the axes of every operand and of the result. */
import { describe, raise } from "@fluxion/core";

export interface EinsumSpec {
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
}

const refuse = (what: string, fix: string): never => raise({ code: "argument", what, where: "einsum", fix });

/** The names of one operand's axes; an ellipsis stands for axes numbered from the back. */
function axisNames(text: string, rank: number, whole: string): string[] {
  const [before, after, more] = text.split("...");
  const letters = [...`${before}${after ?? ""}`];
  if (more !== undefined || letters.some((letter) => !/[A-Za-z]/.test(letter)))
    refuse(`"${text}" in "${whole}" does not name axes`, "use one letter per axis, and at most one ellipsis");
  const extra = rank - letters.length;
  if (after === undefined ? extra !== 0 : extra < 0)
    raise({
      code: "shape",
      what: `"${text}" names ${letters.length} axes of an operand with ${rank}`,
      where: "einsum",
      fix: "name every axis, or use an ellipsis for the others",
    });
  const dots = Array.from({ length: Math.max(0, extra) }, (_, i) => `.${extra - i}`);
  return after === undefined ? letters : [...(before as string), ...dots, ...after];
}

/** Without an arrow: the ellipsis, then all names that occur once, in alphabetical order. */
function implicitOutput(inputs: readonly (readonly string[])[], dots: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of inputs.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [
    ...dots,
    ...[...counts].flatMap(([name, count]) => (count === 1 && !name.startsWith(".") ? [name] : [])).sort(),
  ];
}

/** Reads a text such as "ij,jk->ik" for operands of the given ranks. */
export function parseEinsum(text: string, ranks: readonly number[]): EinsumSpec {
  if (typeof text !== "string")
    refuse(`the axes are named by ${describe(text)}`, 'pass a text such as "ij,jk->ik" first');
  const whole = text.replaceAll(/\s/g, "");
  const [left, right, more] = whole.split("->");
  const terms = (left as string).split(",");
  if (more !== undefined) refuse(`"${text}" has more than one arrow`, 'write "inputs->output"');
  if (terms.length !== ranks.length)
    refuse(
      `"${text}" names ${terms.length} operands, but there are ${ranks.length}`,
      "separate the axes of the operands by commas",
    );
  const inputs = terms.map((term, i) => axisNames(term, ranks[i] as number, whole));
  const widest = Math.max(0, ...inputs.map((names) => names.filter((name) => name.startsWith(".")).length));
  const dots = Array.from({ length: widest }, (_, i) => `.${widest - i}`);
  if (right === undefined) return { inputs, output: implicitOutput(inputs, dots) };
  if (widest > 0 && !right.includes("..."))
    refuse(`the result of "${text}" has no ellipsis`, 'write "..." after the arrow, too');
  const letters = right.replace("...", "").length;
  const output = right.includes("...") ? axisNames(right, letters + widest, whole) : axisNames(right, letters, whole);
  const known = new Set(inputs.flat());
  const stranger = output.find((name) => !known.has(name));
  if (stranger !== undefined)
    refuse(
      `"${stranger}" in the result of "${text}" is not the name of any operand's axis`,
      "name only axes of the operands after the arrow",
    );
  if (new Set(output).size !== output.length)
    refuse(`the result of "${text}" names an axis twice`, "name every axis of the result once");
  return { inputs, output };
}

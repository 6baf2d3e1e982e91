/** What reverse mode does with a function: the primal program, the adjoint program below it, and what the first keeps for the second. */
import { typesOf, type Equation, type Program, type Var } from "../ir/program.js";
import { isInexact } from "../ir/type.js";
import { Names, showEquation } from "../ir/print.js";
import { dce } from "../passes/dce.js";
import { inline } from "../passes/inline.js";
import { cse } from "../passes/cse.js";
import type { Accepts } from "../trace/treetypes.js";
import { flattenArrays, type AnyFunction } from "./call.js";
import { transforms } from "./programs.js";
import { stage } from "./stage.js";

/** The two halves of reverse mode. */
export interface Halves {
  /** inputs → (outputs, residuals) */
  readonly primal: Program;
  readonly outputs: number;
  /** (residuals, cotangents) → cotangents of the inputs that have derivatives */
  readonly adjoint: Program;
}

/** Splits the gradient computation of a program into its halves. */
export function halves(program: Program): Halves {
  const active = typesOf(program.inputs).map(({ dtype }) => isInexact(dtype));
  const { forward, linear, residuals, activeOutputs } = transforms.linearize(program, active);
  const tangents = active.filter(Boolean).length;
  const mask = linear.inputs.map((_, i) => i < tangents);
  const { program: adjoint } = transforms.transpose(linear, mask, activeOutputs.filter(Boolean));
  const tidy = (p: Program): Program => dce.run(cse.run(inline.run(p)));
  return { primal: tidy(forward), outputs: forward.outputs.length - residuals, adjoint: dce.run(inline.run(adjoint)) };
}

export type Palette = "none" | "ansi" | "html";
type Part = "primal" | "adjoint" | "residual";

const ANSI: Record<Part, string> = { primal: "34", adjoint: "31", residual: "2" };
const HTML: Record<Part, string> = { primal: "#1f5fd0", adjoint: "#c8322b", residual: "#777" };
const escape = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c] ?? c);

const paint: Record<Palette, (part: Part, text: string) => string> = {
  none: (_, text) => text,
  ansi: (part, text) => `\u001b[${ANSI[part]}m${text}\u001b[0m`,
  html: (part, text) => `<span style="color:${HTML[part]}">${escape(text)}</span>`,
};

/** The residuals that the adjoint reads, by the primal variable that each is. */
export function residualNames({ primal, outputs, adjoint }: Halves): Map<Var, Var> {
  const kept = primal.outputs.slice(outputs);
  return new Map(kept.map((variable, i) => [adjoint.inputs[i] as Var, variable]));
}

/** The halves as text: primal in blue, adjoint in red below it; `⟵ a c` marks which primal values a line uses again. */
export function showHalves(split: Halves, palette: Palette = "none"): string {
  const color = paint[palette];
  const names = new Names();
  const sources = residualNames(split);
  const primalInputs = split.primal.inputs.map((input) => names.bind(input)).join(", ");
  const lines = [color("primal", `(${primalInputs}) =>`)];
  for (const equation of split.primal.equations) lines.push(color("primal", showEquation(equation, names)));
  const results = split.primal.outputs.slice(0, split.outputs).map((output) => names.of(output));
  lines.push(color("primal", `  (${results.join(", ")})`));

  const rename = (variable: Var): Var => sources.get(variable) ?? variable;
  const cotangents = split.adjoint.inputs.filter((input) => !sources.has(input));
  lines.push(color("adjoint", `(${cotangents.map((input) => names.bind(input)).join(", ")}) =>`));
  for (const equation of split.adjoint.equations) {
    const renamed: Equation = { ...equation, inputs: equation.inputs.map(rename) };
    const used = equation.inputs.filter((input) => sources.has(input)).map((input) => names.of(rename(input)));
    const mark = used.length === 0 ? "" : color("residual", `  ⟵ ${[...new Set(used)].join(" ")}`);
    lines.push(color("adjoint", showEquation(renamed, names)) + mark);
  }
  lines.push(color("adjoint", `  (${split.adjoint.outputs.map((output) => names.of(rename(output))).join(", ")})`));
  return palette === "html" ? `<pre class="fluxion-explain">${lines.join("\n")}</pre>` : lines.join("\n");
}

/** Records a function for arguments like these. */
export const stageFor = (where: string, f: AnyFunction, args: readonly unknown[]): Program => {
  const { leaves, structure } = flattenArrays(where, args);
  return stage(
    where,
    f,
    leaves.map((leaf) => leaf.type),
    structure,
  ).program;
};

/**
 * The figure that teaches reverse mode: the program in blue, its adjoint in red below it.
 * @example console.log(explain((x) => x.mul(x), { palette: "ansi" })(3))
 */
export const explain =
  <A extends unknown[]>(f: (...args: A) => unknown, { palette = "none" as Palette } = {}) =>
  (...args: { [K in keyof A]: Accepts<A[K]> }): string =>
    showHalves(halves(stageFor("explain", f as AnyFunction, args)), palette);

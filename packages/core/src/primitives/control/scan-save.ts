/**
 * What a scan keeps of each step for its linear part: the fewest bytes from which every residual can be had by cheap equations.
 * Values that do not change from step to step are computed once, and slices of operands are read again. The problem is a minimum
 * cut. Source: Z. He and X. Yu, "Transcending runtime-memory tradeoffs in checkpointing by being fusion aware" (2023).
 */
import { program as makeProgram, type Equation, type Program, type Var } from "../../ir/program.js";
import { bytesOf } from "../../ir/type.js";
import { isCheap } from "./cheap.js";
import { minCut } from "./min-cut.js";
import type { ScanParams } from "./scan-params.js";
import { dependingOnly } from "./wrap.js";

export interface Saved {
  /** Values that are the same in all steps, needed in each. */
  readonly invariant: readonly Var[];
  /** Slices that are read again. */
  readonly slices: readonly Var[];
  /** Values that are stacked; those among the results of the body are stacked already. */
  readonly stacked: readonly Var[];
  /** (invariant, slices, stacked) → residuals. */
  readonly again: Program;
}

/** The equations that lead to some variables, back to given ones, in order. */
function between(program: Program, given: ReadonlySet<Var>, wanted: readonly Var[]): Equation[] {
  const needed = new Set(wanted.filter((variable) => !given.has(variable)));
  return program.equations
    .toReversed()
    .filter(({ inputs, outputs }) => {
      if (!outputs.some((output) => needed.has(output))) return false;
      for (const input of inputs) if (!given.has(input)) needed.add(input);
      return true;
    })
    .toReversed();
}

/** `forward` gives (carry, results, residuals). */
export function whatToSave(forward: Program, params: ScanParams): Saved {
  const { consts, carries, program } = params;
  const residuals = forward.outputs.slice(program.outputs.length);
  const results = new Set(forward.outputs.slice(carries, program.outputs.length));
  const sliced = new Set(forward.inputs.slice(consts + carries));
  const fixed = dependingOnly(forward, forward.inputs.slice(0, consts));
  const definition = new Map<Var, Equation>();
  for (const equation of forward.equations) for (const output of equation.outputs) definition.set(output, equation);
  /** Constants are made anew rather than passed. */
  const isMade = (variable: Var): boolean => definition.get(variable)?.inputs.length === 0 && isFree(variable);
  const isFree = (variable: Var): boolean => definition.get(variable)?.primitive.freeInLoop === true;
  const given = new Set([...fixed, ...sliced].filter((variable) => !isMade(variable)));

  const targets = [...new Set(residuals)].filter((variable) => !given.has(variable) && !isMade(variable));
  const nodes = new Set(targets);
  const edges: (readonly [Var, Var])[] = [];
  const sources: Var[] = [];
  for (const variable of nodes) {
    const equation = definition.get(variable);
    if (equation === undefined || !isCheap(equation)) {
      sources.push(variable);
      continue;
    }
    for (const input of equation.inputs) {
      if (given.has(input) || isMade(input)) continue;
      nodes.add(input);
      edges.push([input, variable]);
    }
  }
  const stacked = minCut<Var>({
    nodes: [...nodes],
    cost: (variable) => (results.has(variable) ? 0 : bytesOf(variable.type)),
    edges,
    sources,
    targets,
  });
  return assemble(forward, residuals, given, sliced, stacked);
}

/** The program that has the residuals again, with what it reads. */
function assemble(
  forward: Program,
  residuals: readonly Var[],
  given: ReadonlySet<Var>,
  sliced: ReadonlySet<Var>,
  stacked: readonly Var[],
): Saved {
  const equations = between(forward, new Set([...given, ...stacked]), residuals);
  const bound = new Set(equations.flatMap(({ outputs }) => outputs));
  const read = new Set([...residuals, ...equations.flatMap(({ inputs }) => inputs)]);
  const outside = [...read].filter((variable) => given.has(variable) && !bound.has(variable));
  const invariant = outside.filter((variable) => !sliced.has(variable));
  const slices = outside.filter((variable) => sliced.has(variable));
  return {
    invariant,
    slices,
    stacked,
    again: makeProgram([...invariant, ...slices, ...stacked], equations, residuals),
  };
}

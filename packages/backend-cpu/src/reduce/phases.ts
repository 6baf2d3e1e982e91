/**
 * In which walk over a row each element is computed: a walk ends where the result of a reduction is needed. What a later walk
 * needs again is computed again if that is cheap, and kept otherwise, in the output where it is one.
 */
import { priceOf, type Equation, type Var } from "@fluxion/core";
import type { Layout } from "./layout.js";

export interface Phase {
  /** Equations on elements, in order. */
  readonly equations: readonly Equation[];
  /** Elements of earlier walks that are read back. */
  readonly reloads: readonly Var[];
  /** Elements that are stored: outputs, and what later walks read back. */
  readonly stores: readonly Var[];
  /** Results of reductions that this walk gives. */
  readonly results: readonly Var[];
  /** Equations on rows that run before this walk. */
  readonly before: readonly Equation[];
}

export interface Phases {
  readonly phases: readonly Phase[];
  /** Equations on rows that run after the last walk. */
  readonly after: readonly Equation[];
  /** Elements that are kept in a row of memory. */
  readonly kept: readonly Var[];
}

/** In additions; storing and loading an element costs about as much. */
const CHEAP = 3;

export function phasesOf(layout: Layout): Phases {
  const { program, computations, reductions, aliases, isElement } = layout;
  const owner = (variable: Var): Var => aliases.get(variable) ?? variable;
  const definition = new Map(computations.flatMap((equation) => equation.outputs.map((output) => [output, equation])));
  const isReduction = ({ outputs }: Equation): boolean => reductions.has(outputs[0] as Var);
  const onElements = (equation: Equation): boolean => !isReduction(equation) && isElement(equation.outputs[0] as Var);

  /** The first walk that may compute an equation. */
  const walk = new Map<Equation, number>();
  const ready = (variable: Var): number => {
    const source = definition.get(owner(variable));
    return source === undefined ? 0 : (walk.get(source) as number) + (isReduction(source) ? 1 : 0);
  };
  for (const equation of computations) walk.set(equation, Math.max(0, ...equation.inputs.map(ready)));

  // Not before the first walk that reads it.
  const readers = new Map<Equation, Equation[]>();
  for (const equation of computations)
    for (const input of equation.inputs) {
      const source = definition.get(owner(input));
      if (source !== undefined) readers.set(source, [...(readers.get(source) ?? []), equation]);
    }
  for (const equation of [...computations].reverse()) {
    const walks = (readers.get(equation) ?? []).map((reader) => walk.get(reader) as number);
    if (onElements(equation) && walks.length > 0) walk.set(equation, Math.min(...walks));
  }

  const walkOf = (equation: Equation): number => walk.get(equation) as number;
  const elementsOf = (equation: Equation): Equation[] =>
    equation.inputs.flatMap((input) => {
      const source = definition.get(input);
      return source !== undefined && onElements(source) ? [source] : [];
    });
  const again = new Map<Equation, number>();
  const keptEquations = new Set<Equation>();
  for (const equation of computations) {
    if (!onElements(equation)) continue;
    const operands = elementsOf(equation).reduce((total, source) => total + (again.get(source) ?? 0), 0);
    const price = priceOf(equation) + operands;
    const later = (readers.get(equation) ?? []).some((reader) => walkOf(reader) > walkOf(equation));
    if (later && price > CHEAP) keptEquations.add(equation);
    again.set(equation, keptEquations.has(equation) ? 1 : price);
  }

  const returned = new Set(program.outputs);
  const isKept = (variable: Var): boolean => keptEquations.has(definition.get(variable) as Equation);
  const count =
    1 + Math.max(...computations.filter((equation) => isReduction(equation) || onElements(equation)).map(walkOf));
  const phases = Array.from({ length: count }, (_, index): Phase => {
    const results = [...reductions.values()].filter(({ equation }) => walkOf(equation) === index);
    const stores = computations
      .filter((equation) => onElements(equation) && walkOf(equation) === index)
      .flatMap(({ outputs }) => outputs.filter((output) => returned.has(output) || isKept(output)));
    const needed = new Set<Equation>();
    const reloads = new Set<Var>();
    const pending = [...results.map(({ operand }) => operand), ...stores];
    for (let variable = pending.pop(); variable !== undefined; variable = pending.pop()) {
      const source = definition.get(variable);
      if (source === undefined || !onElements(source)) continue;
      if (keptEquations.has(source) && walkOf(source) < index) reloads.add(variable);
      else if (!needed.has(source)) {
        needed.add(source);
        pending.push(...source.inputs);
      }
    }
    return {
      equations: computations.filter((equation) => needed.has(equation)),
      reloads: [...reloads],
      stores,
      results: results.map(({ result }) => result),
      before: computations.filter(
        (equation) => !isReduction(equation) && !onElements(equation) && walkOf(equation) === index,
      ),
    };
  });
  const used = phases.flatMap(({ reloads }) => reloads);
  return {
    phases,
    after: computations.filter(
      (equation) => !isReduction(equation) && !onElements(equation) && walkOf(equation) >= count,
    ),
    kept: [...new Set(used)],
  };
}

/** Orders equations so that each comes after what it reads, and effects after one another; stable otherwise. */
import { hasEffect } from "../ir/effects.js";
import type { Equation, Var } from "../ir/program.js";

export function sortByDependence(equations: readonly Equation[]): Equation[] {
  const definition = new Map<Var, Equation>();
  for (const equation of equations) for (const output of equation.outputs) definition.set(output, equation);
  const before = new Map<Equation, Equation | undefined>();
  let lastEffect: Equation | undefined;
  for (const equation of equations) {
    if (!hasEffect(equation)) continue;
    before.set(equation, lastEffect);
    lastEffect = equation;
  }
  const done = new Set<Equation>();
  const result: Equation[] = [];
  for (const root of equations) {
    const stack = [root];
    for (let equation = stack.at(-1); equation !== undefined; equation = stack.at(-1)) {
      if (done.has(equation)) {
        stack.pop();
        continue;
      }
      const missing = [...equation.inputs.map((input) => definition.get(input)), before.get(equation)].filter(
        (source): source is Equation => source !== undefined && !done.has(source),
      );
      if (missing.length > 0) {
        stack.push(...missing);
        continue;
      }
      stack.pop();
      done.add(equation);
      result.push(equation);
    }
  }
  return result;
}

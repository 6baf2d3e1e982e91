/** Removes equations whose results nobody needs, unless they do more than give results. */
import { hasEffect } from "../ir/effects.js";
import { program as makeProgram, type Equation, type Var } from "../ir/program.js";
import type { Pass } from "./pass.js";

export const dce: Pass = {
  name: "dce",
  run(program) {
    const needed = new Set<Var>(program.outputs);
    const kept: Equation[] = [];
    for (let i = program.equations.length - 1; i >= 0; i--) {
      const equation = program.equations[i] as Equation;
      if (!equation.outputs.some((output) => needed.has(output)) && !hasEffect(equation)) continue;
      kept.push(equation);
      for (const input of equation.inputs) needed.add(input);
    }
    return makeProgram(program.inputs, kept.reverse(), program.outputs);
  },
};

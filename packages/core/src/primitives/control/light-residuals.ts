/**
 * Residuals that cost nothing to make again (constants, counters, repetitions of something smaller) are not kept: the linear
 * program makes them itself. In a loop each would otherwise be an array for every step.
 */
import { program as makeProgram, Var, type Equation, type Program } from "../../ir/program.js";

export interface Halves {
  /** Inputs → outputs, then residuals. */
  readonly forward: Program;
  /** Tangents, then residuals → tangents. */
  readonly linear: Program;
  readonly residuals: number;
}

/** The free equations by what they define. */
function freeIn({ equations }: Program): Map<Var, Equation> {
  const free = equations.filter(({ primitive, outputs }) => primitive.freeInLoop === true && outputs.length === 1);
  return new Map(free.map((equation) => [equation.outputs[0] as Var, equation]));
}

export function lightResiduals({ forward, linear, residuals }: Halves): Halves {
  const free = freeIn(forward);
  const first = forward.outputs.length - residuals;
  const kept = forward.outputs.slice(first);
  if (!kept.some((variable) => free.has(variable))) return { forward, linear, residuals };

  const tangents = linear.inputs.length - residuals;
  /** What a variable of the forward program is called in the linear one. */
  const names = new Map<Var, Var>();
  kept.forEach((variable, i) => names.set(variable, linear.inputs[tangents + i] as Var));
  const nameOf = (variable: Var): Var => {
    const name = names.get(variable) ?? new Var(variable.type);
    names.set(variable, name);
    return name;
  };
  const needed = new Set<Var>();
  const again = new Set<Equation>();
  const pending = [...kept].reverse();
  for (let variable = pending.pop(); variable !== undefined; variable = pending.pop()) {
    const source = free.get(variable);
    if (source === undefined) needed.add(variable);
    else if (!again.has(source)) {
      again.add(source);
      pending.push(...source.inputs);
    }
  }
  const light = [...needed];
  const inOrder = forward.equations
    .filter((equation) => again.has(equation))
    .map(({ inputs, outputs, ...rest }) => ({ ...rest, inputs: inputs.map(nameOf), outputs: outputs.map(nameOf) }));
  return {
    forward: makeProgram(forward.inputs, forward.equations, [...forward.outputs.slice(0, first), ...light]),
    linear: makeProgram(
      [...linear.inputs.slice(0, tangents), ...light.map(nameOf)],
      [...inOrder, ...linear.equations],
      linear.outputs,
    ),
    residuals: light.length,
  };
}

/** Passes: pure functions from programs to programs, with a name; a pipeline is a list of them with a reason for each. */
import type { Params, Primitive } from "../ir/primitive.js";
import { program as makeProgram, type Equation, type Program, type Var } from "../ir/program.js";

export interface Pass {
  readonly name: string;
  run(program: Program): Program;
}

/** Runs passes in order. `observe` sees the program after each, for tests, checks and explanations. */
export const runPasses = (
  passes: readonly Pass[],
  program: Program,
  observe?: (pass: Pass, after: Program) => void,
): Program =>
  passes.reduce((current, pass) => {
    const after = pass.run(current);
    observe?.(pass, after);
    return after;
  }, program);

/**
 * Rebuilds a program equation by equation. `visit` sees each equation with its inputs replaced, and either keeps it
 * (`undefined`), or says by which variables its outputs are replaced, after emitting what computes them.
 */
export function rewrite(
  program: Program,
  visit: (equation: Equation, emit: (equation: Equation) => void) => readonly Var[] | undefined,
): Program {
  const replaced = new Map<Var, Var>();
  const current = (variable: Var): Var => replaced.get(variable) ?? variable;
  const equations: Equation[] = [];
  const emit = (equation: Equation): void => void equations.push(equation);
  for (const original of program.equations) {
    const changed = original.inputs.some((input) => replaced.has(input));
    const equation = changed ? { ...original, inputs: original.inputs.map(current) } : original;
    const results = visit(equation, emit);
    if (results === undefined) equations.push(equation);
    else original.outputs.forEach((output, i) => replaced.set(output, results[i] as Var));
  }
  return makeProgram(program.inputs, equations, program.outputs.map(current));
}

/** Emits the equations of another program in place of one, with fresh variables; returns its outputs. */
export function splice(
  inner: Program,
  inputs: readonly Var[],
  emit: (equation: Equation) => void,
  fresh: (variable: Var) => Var,
): Var[] {
  const environment = new Map<Var, Var>();
  inner.inputs.forEach((input, i) => environment.set(input, inputs[i] as Var));
  const read = (variable: Var): Var => environment.get(variable) as Var;
  for (const { primitive, inputs: operands, params, outputs, origin } of inner.equations) {
    const bound = outputs.map((output) => {
      const variable = fresh(output);
      environment.set(output, variable);
      return variable;
    });
    const equation = equationOf(primitive, operands.map(read), params, bound);
    emit(origin === undefined ? equation : { ...equation, origin });
  }
  return inner.outputs.map(read);
}

export const equationOf = (
  primitive: Primitive,
  inputs: readonly Var[],
  params: Params,
  outputs: readonly Var[],
): Equation => ({ primitive, inputs, params, outputs });

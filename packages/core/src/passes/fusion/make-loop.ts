/** One equation for a loop: what it reads, its equations with their free ones before them, and what others need of it. */
import type { Primitive } from "../../ir/primitive.js";
import { program as makeProgram, type Equation, type Program, type Var } from "../../ir/program.js";
import { fused } from "../fused.js";
import { fusedReduction } from "../fused-reduction.js";
import type { Flow } from "./flow.js";
import type { Loop } from "./gather.js";

export function makeLoop(members: Loop, flow: Flow, neededOutside: ReadonlySet<Var>): Equation {
  const own = new Set(members.flatMap(({ outputs }) => outputs));
  const inputs = new Set<Var>();
  const body: Equation[] = [];
  const placed = new Set<Equation>();
  for (const equation of members) {
    for (const { variable } of flow.readsOf(equation)) if (!own.has(variable)) inputs.add(variable);
    for (const source of flow.freeOf(equation)) {
      if (placed.has(source)) continue;
      placed.add(source);
      body.push(source);
    }
    body.push(equation);
  }
  const outputs = [...own].filter((variable) => neededOutside.has(variable));
  const primitive = members.some((member) => member.primitive.reduces !== undefined) ? fusedReduction : fused;
  const loop = makeProgram([...inputs], body, outputs);
  return { primitive: primitive as unknown as Primitive, inputs: [...inputs], params: { program: loop }, outputs };
}

/** Variables read by what is in no loop, by another loop, or returned. */
export function neededOutside(program: Program, flow: Flow, loopOf: ReadonlyMap<Equation, Loop>): Set<Var> {
  const needed = new Set<Var>(program.outputs);
  for (const equation of program.equations) {
    if (flow.isFree(equation)) continue;
    const loop = loopOf.get(equation);
    if (loop === undefined) {
      for (const input of equation.inputs) needed.add(input);
      continue;
    }
    for (const { variable, source } of flow.readsOf(equation))
      if (source !== undefined && loopOf.get(source) !== loop) needed.add(variable);
  }
  // A free equation that is needed itself needs its operands.
  for (let i = program.equations.length - 1; i >= 0; i--) {
    const equation = program.equations[i] as Equation;
    if (flow.isFree(equation) && equation.outputs.some((output) => needed.has(output)))
      for (const input of equation.inputs) needed.add(input);
  }
  return needed;
}

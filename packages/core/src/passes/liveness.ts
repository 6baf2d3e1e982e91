/** Says when each variable is needed last, and gives intermediates slots of a pool, so that memory is reused. */
import type { Equation, Program, Var } from "../ir/program.js";
import { bytesOf, showType } from "../ir/type.js";

export interface Liveness {
  /** After this equation nobody reads these variables. */
  readonly dying: ReadonlyMap<Equation, readonly Var[]>;
  /** Slot of each intermediate (not of inputs and outputs); variables of one slot have one type and never live together. */
  readonly slots: ReadonlyMap<Var, number>;
  /** Type text of each slot. */
  readonly slotTypes: readonly Var[];
  /** Largest sum of bytes alive at one time, inputs and outputs included. */
  readonly peakBytes: number;
}

export function liveness(program: Program): Liveness {
  const lastUse = new Map<Var, Equation>();
  for (const equation of program.equations) {
    for (const output of equation.outputs) lastUse.set(output, equation);
    for (const input of equation.inputs) lastUse.set(input, equation);
  }
  const kept = new Set<Var>([...program.inputs, ...program.outputs]);
  const dying = new Map<Equation, Var[]>();
  for (const [variable, equation] of lastUse) {
    if (kept.has(variable)) continue;
    const list = dying.get(equation);
    if (list === undefined) dying.set(equation, [variable]);
    else list.push(variable);
  }

  const slots = new Map<Var, number>();
  const slotTypes: Var[] = [];
  const free = new Map<string, number[]>();
  let live = [...kept].reduce((total, variable) => total + bytesOf(variable.type), 0);
  let peakBytes = live;
  for (const equation of program.equations) {
    for (const output of equation.outputs) {
      if (kept.has(output)) continue;
      const reused = free.get(showType(output.type))?.pop();
      slots.set(output, reused ?? slotTypes.length);
      if (reused === undefined) slotTypes.push(output);
      live += bytesOf(output.type);
    }
    peakBytes = Math.max(peakBytes, live);
    for (const variable of dying.get(equation) ?? []) {
      live -= bytesOf(variable.type);
      const key = showType(variable.type);
      const list = free.get(key);
      if (list === undefined) free.set(key, [slots.get(variable) as number]);
      else list.push(slots.get(variable) as number);
    }
  }
  return { dying, slots, slotTypes, peakBytes };
}

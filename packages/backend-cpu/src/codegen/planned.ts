/** An optimised program with its memory plan, and about how long its text will be. */
import {
  type Equation,
  fused,
  type FusedParams,
  fusedReduction,
  isProgram,
  type MemoryPlan,
  type Program,
} from "@fluxion/core";

export interface Planned {
  readonly program: Program;
  readonly plan: MemoryPlan;
  /** Of the text of each step, in characters. */
  readonly costs: readonly number[];
}

/** Engines optimise functions of moderate length only, and short ones sooner. A text up to `WHOLE` characters is one function. */
export const WHOLE = 16_000;
export const PIECE = 8_000;

const PER_EQUATION = 40;
const PER_LOOP = 120;

export const total = (costs: readonly number[]): number => costs.reduce((sum, cost) => sum + cost, 0);

/** What is longer than `WHOLE` becomes calls of functions. */
export function costOf({ primitive, params }: Equation, plannedOf: (program: Program) => Planned): number {
  if (primitive === (fused as unknown))
    return PER_LOOP + PER_EQUATION * (params as FusedParams).program.equations.length;
  // Elements are written out for several lanes, and once more for what is left of them.
  if (primitive === (fusedReduction as unknown))
    return 5 * (PER_LOOP + PER_EQUATION * (params as FusedParams).program.equations.length);
  const programs = Object.values(params).flat().filter(isProgram);
  const inner = programs.map((program) => total(plannedOf(program).costs));
  return PER_LOOP + total(inner.map((cost) => (cost > WHOLE ? (cost / PIECE) * PER_EQUATION : cost)));
}

/** The steps in consecutive pieces; one of them if they are short enough together. */
export function cut(costs: readonly number[]): readonly (readonly number[])[] {
  const all = costs.map((_, step) => step);
  if (total(costs) <= WHOLE) return [all];
  const pieces: number[][] = [];
  let room = 0;
  for (const step of all) {
    const cost = costs[step] as number;
    if (cost > room) {
      pieces.push([]);
      room = PIECE;
    }
    pieces.at(-1)?.push(step);
    room -= cost;
  }
  return pieces;
}

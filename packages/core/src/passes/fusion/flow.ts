/** What equations read, seen through what costs nothing inside a loop. */
import type { Equation, Program, Var } from "../../ir/program.js";

/** Computed anew in every loop that needs it. */
export const isFreeByNature = ({ primitive }: Equation): boolean => primitive.freeInLoop === true;
export const isPointwise = ({ primitive }: Equation): boolean => primitive.scalar !== undefined;

export interface Read {
  readonly variable: Var;
  /** Where it comes from; nothing for inputs of the program. */
  readonly source: Equation | undefined;
  /** The axes of the reader's operand that are the variable's; along the others it repeats. */
  readonly axes: readonly number[];
}

export interface Flow {
  readonly definition: ReadonlyMap<Var, Equation>;
  isFree(equation: Equation): boolean;
  /** What an equation reads that is not free. */
  readsOf(equation: Equation): readonly Read[];
  /** The free equations between an equation and what it reads, each after those it needs itself. */
  freeOf(equation: Equation): readonly Equation[];
}

export const definitionsOf = ({ equations }: Program): Map<Var, Equation> =>
  new Map(equations.flatMap((equation) => equation.outputs.map((output) => [output, equation] as const)));

const all = (variable: Var): number[] => variable.type.shape.map((_, axis) => axis);

/** The axes that an operand of a free equation has, of those that its result has. */
function through({ primitive, params }: Equation, axes: readonly number[]): readonly number[] {
  const repeated = primitive.repeats?.(params) ?? [];
  return repeated.length === 0 ? axes : axes.filter((_, axis) => !repeated.includes(axis));
}

export function flowOf(program: Program, isFree: Flow["isFree"]): Flow {
  const definition = definitionsOf(program);
  const known = new Map<Equation, { reads: readonly Read[]; free: readonly Equation[] }>();
  const look = (equation: Equation): { reads: readonly Read[]; free: readonly Equation[] } => {
    const before = known.get(equation);
    if (before !== undefined) return before;
    const reads: Read[] = [];
    const free: Equation[] = [];
    const pending = equation.inputs.map((variable) => ({ variable, axes: all(variable) as readonly number[] }));
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { variable, axes } = next;
      const source = definition.get(variable);
      if (source === undefined || !isFree(source)) reads.push({ variable, source, axes });
      else {
        free.push(source);
        const inner = through(source, axes);
        pending.push(...source.inputs.map((input) => ({ variable: input, axes: inner })));
      }
    }
    const found = { reads, free: [...new Set(free.reverse())] };
    known.set(equation, found);
    return found;
  };
  return {
    definition,
    isFree,
    readsOf: (equation) => look(equation).reads,
    freeOf: (equation) => look(equation).free,
  };
}

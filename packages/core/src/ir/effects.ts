/** What a program does beyond its results: its own equations, and those of the programs that they hold. Mutates: the table of known answers. */
import type { Params } from "./primitive.js";
import { isProgram, program as makeProgram, type Equation, type Program } from "./program.js";

/** What of a program is asked: a property of its primitives. */
type Property = "effect" | "callsHost";

const known = { effect: new WeakMap<Program, boolean>(), callsHost: new WeakMap<Program, boolean>() };

/** The programs that a parameter holds: itself, or the items of a list. */
const programsIn = (value: object): readonly Program[] =>
  isProgram(value) ? [value] : Array.isArray(value) ? value.filter(isProgram) : [];

/** Whether an equation, or one of a program that it holds, has the property. */
function has({ primitive, params }: Equation, property: Property): boolean {
  if (primitive[property] === true) return true;
  for (const value of Object.values(params) as unknown[])
    if (typeof value === "object" && value !== null && programsIn(value).some((program) => within(program, property)))
      return true;
  return false;
}

function within(program: Program, property: Property): boolean {
  let answer = known[property].get(program);
  if (answer === undefined)
    known[property].set(program, (answer = program.equations.some((equation) => has(equation, property))));
  return answer;
}

/** Whether an equation does more than give results: it must run as often as the program says, in the program's order. */
export const hasEffect = (equation: Equation): boolean => has(equation, "effect");
/** The same of a whole program. */
export const effectful = (program: Program): boolean => within(program, "effect");
/** Whether running a program runs functions of the user. */
export const callsHost = (program: Program): boolean => within(program, "callsHost");

/** The parameters with programs that give the same results, and do nothing else. */
export const quietParams = <P extends Params>(params: P): P =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]: [string, unknown]) => [
      name,
      isProgram(value)
        ? withoutEffects(value)
        : Array.isArray(value)
          ? value.map((item: unknown) => (isProgram(item) ? withoutEffects(item) : item))
          : value,
    ]),
  ) as P;

const quiet = new WeakMap<Program, Program>();

/** The same program without effects that give no results: what is computed a second time does not act a second time. */
export function withoutEffects(program: Program): Program {
  if (!effectful(program)) return program;
  const made = quiet.get(program);
  if (made !== undefined) return made;
  const result = makeProgram(
    program.inputs,
    program.equations
      .filter(({ primitive, outputs }) => primitive.effect !== true || outputs.length > 0)
      .map((equation) => (hasEffect(equation) ? { ...equation, params: quietParams(equation.params) } : equation)),
    program.outputs,
  );
  quiet.set(program, result);
  return result;
}

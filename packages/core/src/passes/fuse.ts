/**
 * Gathers equations into loops. Pointwise equations of one shape become one loop; reductions take in those that make their
 * elements and those that go on with their results. Equations are ranked so that no cycle can arise. What costs nothing
 * inside a loop (constants, iotas, broadcasts, a few additions), each loop that needs it has for itself.
 * Equations with effects join no loop, and wait for each other. See the note "fusion by rank".
 */
import { program as makeProgram, type Equation, type Program } from "../ir/program.js";
import { cheapEquations } from "./fusion/cheap.js";
import { flowOf, isFreeByNature, isPointwise, type Flow } from "./fusion/flow.js";
import { gather, type Loop } from "./fusion/gather.js";
import { makeLoop, neededOutside } from "./fusion/make-loop.js";
import { ranksOf } from "./fusion/rank.js";
import { rowsOf, type Rows } from "./fusion/rows.js";
import { sitesOf } from "./fusion/sites.js";
import type { Pass } from "./pass.js";
import { sortByDependence } from "./sort-by-dependence.js";

type Reductions = ReadonlyMap<Equation, Rows>;

/** Reductions whose loop would be too long to be one function stand alone. */
function loopsOf(program: Program, reductions: Reductions): { flow: Flow; loops: readonly Loop[] } {
  const joinsLoop = (equation: Equation): boolean => isPointwise(equation) || reductions.has(equation);
  const cheap = cheapEquations(program, joinsLoop);
  const flow = flowOf(program, (equation) => isFreeByNature(equation) || cheap.has(equation));
  const sites = sitesOf(program, flow, reductions);
  const { loops, tooLong } = gather(program, flow, sites, ranksOf(program, flow, sites));
  if (tooLong.length === 0) return { flow, loops };
  const alone = new Set(tooLong.flat());
  return loopsOf(program, new Map([...reductions].filter(([equation]) => !alone.has(equation))));
}

function fuseInto(program: Program, reductions: Reductions): Program {
  const { flow, loops } = loopsOf(program, reductions);
  const loopOf = new Map(loops.flatMap((members) => members.map((member) => [member, members] as const)));
  const needed = neededOutside(program, flow, loopOf);
  const kept = program.equations.flatMap((equation) => {
    if (flow.isFree(equation)) return equation.outputs.some((output) => needed.has(output)) ? [equation] : [];
    const members = loopOf.get(equation);
    if (members === undefined) return [equation];
    if (members[0] !== equation) return [];
    const loop = makeLoop(members, flow, needed);
    return loop.outputs.length === 0 ? [] : [loop];
  });
  return makeProgram(program.inputs, sortByDependence(kept), program.outputs);
}

/** Loops of pointwise equations and of reductions. */
export const fuse: Pass = {
  name: "fuse",
  run: (program) => fuseInto(program, rowsOf(program)),
};

/** Loops of pointwise equations only, for backends that have no loops for reductions. */
export const fusePointwise: Pass = {
  name: "fusePointwise",
  run: (program) => fuseInto(program, new Map()),
};

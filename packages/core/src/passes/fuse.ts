/**
 * Gathers pointwise equations of one shape into loops. Equations are ranked: one that is not pointwise stands one rank above
 * its operands, and pointwise ones of equal rank and shape that share variables become one loop; no cycle can arise.
 * Constants, iotas and broadcasts cost nothing inside a loop: each loop that needs one has its own. See the note "fusion by rank".
 * Equations with effects are barriers that wait for each other, as if each read the one before it.
 */
import { hasEffect } from "../ir/effects.js";
import type { Primitive } from "../ir/primitive.js";
import { program as makeProgram, type Equation, type Program, type Var } from "../ir/program.js";
import { fused } from "./fused.js";
import type { Pass } from "./pass.js";

/**
 * Engines optimise functions of moderate length only (V8: 60 kB of bytecode, some 1,200 equations). Loops up to `WHOLE` equations
 * stay whole; longer ones are cut into short ones, which are optimised early.
 */
const WHOLE = 1050;
const PIECE = 160;

const cut = (list: readonly Equation[]): (readonly Equation[])[] =>
  list.length <= WHOLE
    ? [list]
    : Array.from({ length: Math.ceil(list.length / PIECE) }, (_, i) => list.slice(i * PIECE, (i + 1) * PIECE));

/** Computed anew in every loop that needs it. */
const isFree = ({ primitive }: Equation): boolean => primitive.freeInLoop === true;
const isPointwise = ({ primitive }: Equation): boolean => primitive.scalar !== undefined;

/** Sets of equations, joined when they share a variable. */
class Groups {
  private readonly parent = new Map<Equation, Equation>();
  find(equation: Equation): Equation {
    let root = equation;
    for (let next = this.parent.get(root); next !== undefined; next = this.parent.get(root)) root = next;
    for (let at = equation; at !== root;) {
      const next = this.parent.get(at) as Equation;
      this.parent.set(at, root);
      at = next;
    }
    return root;
  }
  join(a: Equation, b: Equation): void {
    const [x, y] = [this.find(a), this.find(b)];
    if (x !== y) this.parent.set(y, x);
  }
}

interface Ranked {
  readonly rank: ReadonlyMap<Equation, number>;
  readonly definition: ReadonlyMap<Var, Equation>;
}

const isBarrier = (equation: Equation): boolean => !isPointwise(equation) && !isFree(equation);

function rankEquations(program: Program): Ranked {
  const rank = new Map<Equation, number>();
  const definition = new Map<Var, Equation>();
  let afterEffect = 0;
  for (const equation of program.equations) {
    const acts = hasEffect(equation);
    let highest = acts ? afterEffect : 0;
    for (const input of equation.inputs) {
      const source = definition.get(input);
      if (source === undefined) continue;
      const crosses = isBarrier(equation) || isBarrier(source);
      highest = Math.max(highest, (rank.get(source) ?? 0) + (crosses ? 1 : 0));
    }
    rank.set(equation, highest);
    if (acts) afterEffect = highest + 1;
    for (const output of equation.outputs) definition.set(output, equation);
  }
  sink(program, rank, definition);
  return { rank, definition };
}

/**
 * Moves pointwise equations to the lowest rank of their readers: what depends on nothing that crosses (counters, say) would
 * otherwise become a loop of its own, before all others, and its result a temporary.
 */
function sink(program: Program, rank: Map<Equation, number>, definition: ReadonlyMap<Var, Equation>): void {
  const latest = new Map<Equation, number>();
  for (let i = program.equations.length - 1; i >= 0; i--) {
    const equation = program.equations[i] as Equation;
    const bound = latest.get(equation);
    if (bound !== undefined && !isBarrier(equation)) rank.set(equation, bound);
    for (const input of equation.inputs) {
      const source = definition.get(input);
      if (source === undefined) continue;
      const crosses = isBarrier(equation) || isBarrier(source);
      latest.set(source, Math.min(latest.get(source) ?? Infinity, (rank.get(equation) as number) - (crosses ? 1 : 0)));
    }
  }
}

/** The variables an equation reads, seen through free ones. */
function sources(equation: Equation, definition: ReadonlyMap<Var, Equation>): { variables: Var[]; free: Equation[] } {
  const variables: Var[] = [];
  const free: Equation[] = [];
  const pending = [...equation.inputs];
  for (let variable = pending.pop(); variable !== undefined; variable = pending.pop()) {
    const source = definition.get(variable);
    if (source === undefined || !isFree(source)) variables.push(variable);
    else {
      free.push(source);
      pending.push(...source.inputs);
    }
  }
  return { variables, free };
}

/** The loops: for each, its equations in an order that can run. */
function group(program: Program, { rank, definition }: Ranked): (readonly Equation[])[] {
  const groups = new Groups();
  const readers = new Map<Var, Map<string, Equation>>();
  const pointwise = program.equations.filter(isPointwise);
  for (const equation of pointwise) {
    const place = `${rank.get(equation)}:${(equation.outputs[0] as Var).type.shape.join()}`;
    for (const variable of [...sources(equation, definition).variables, ...equation.outputs]) {
      const places = readers.get(variable) ?? new Map<string, Equation>();
      readers.set(variable, places);
      const other = places.get(place);
      if (other === undefined) places.set(place, equation);
      else groups.join(other, equation);
    }
  }
  const members = new Map<Equation, Equation[]>();
  for (const equation of pointwise) {
    const root = groups.find(equation);
    const list = members.get(root);
    if (list === undefined) members.set(root, [equation]);
    else list.push(equation);
  }
  return [...members.values()].flatMap(cut);
}

/** One loop for a group: what it reads, its equations with their free ones before them, and what others need of it. */
function makeLoop(
  members: readonly Equation[],
  definition: ReadonlyMap<Var, Equation>,
  neededOutside: ReadonlySet<Var>,
): Equation {
  const own = new Set(members.flatMap(({ outputs }) => outputs));
  const inputs = new Set<Var>();
  const body: Equation[] = [];
  const placed = new Set<Equation>();
  for (const equation of members) {
    const { variables, free } = sources(equation, definition);
    for (const variable of variables) if (!own.has(variable)) inputs.add(variable);
    for (const source of free.reverse()) {
      if (placed.has(source)) continue;
      placed.add(source);
      body.push(source);
    }
    body.push(equation);
  }
  const outputs = [...own].filter((variable) => neededOutside.has(variable));
  const loop = makeProgram([...inputs], body, outputs);
  return { primitive: fused as unknown as Primitive, inputs: [...inputs], params: { program: loop }, outputs };
}

export const fuse: Pass = {
  name: "fuse",
  run(program) {
    const ranked = rankEquations(program);
    const loops = group(program, ranked);
    const loopOf = new Map(loops.flatMap((members) => members.map((member) => [member, members] as const)));
    const needed = neededOutside(program, ranked.definition, loopOf);
    const kept = program.equations.flatMap((equation) => {
      if (isFree(equation)) return equation.outputs.some((output) => needed.has(output)) ? [equation] : [];
      const members = loopOf.get(equation);
      if (members === undefined) return [equation];
      if (members[0] !== equation) return [];
      const loop = makeLoop(members, ranked.definition, needed);
      return loop.outputs.length === 0 ? [] : [loop];
    });
    return makeProgram(program.inputs, sortByDependence(kept), program.outputs);
  },
};

/** Variables read by a barrier, by another loop, or returned. */
function neededOutside(
  program: Program,
  definition: ReadonlyMap<Var, Equation>,
  loopOf: ReadonlyMap<Equation, unknown>,
): Set<Var> {
  const needed = new Set<Var>(program.outputs);
  for (const equation of program.equations) {
    if (isFree(equation)) continue;
    if (!isPointwise(equation)) {
      for (const input of equation.inputs) needed.add(input);
      continue;
    }
    for (const variable of sources(equation, definition).variables) {
      const source = definition.get(variable);
      if (source !== undefined && loopOf.get(source) !== loopOf.get(equation)) needed.add(variable);
    }
  }
  // A free equation that is needed itself needs its operands.
  for (let i = program.equations.length - 1; i >= 0; i--) {
    const equation = program.equations[i] as Equation;
    if (isFree(equation) && equation.outputs.some((output) => needed.has(output)))
      for (const input of equation.inputs) needed.add(input);
  }
  return needed;
}

/** Orders equations so that each comes after what it reads, and effects after one another; stable otherwise. */
function sortByDependence(equations: readonly Equation[]): Equation[] {
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

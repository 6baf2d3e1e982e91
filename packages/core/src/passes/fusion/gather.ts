/** Gathers equations of equal rank and site that share variables into loops. Mutates: the sets while they are joined. */
import type { Equation, Program, Var } from "../../ir/program.js";
import { isPointwise, type Flow } from "./flow.js";
import type { Ranks } from "./rank.js";
import type { Sites } from "./sites.js";

/**
 * Engines optimise functions of moderate length only (V8: 60 kB of bytecode, some 1,200 equations). Loops up to `WHOLE` equations
 * stay whole; longer ones are cut into short ones, which are optimised early.
 */
const WHOLE = 1050;
const PIECE = 160;

export type Loop = readonly Equation[];

const cut = (list: Loop): readonly Loop[] =>
  list.length <= WHOLE
    ? [list]
    : Array.from({ length: Math.ceil(list.length / PIECE) }, (_, i) => list.slice(i * PIECE, (i + 1) * PIECE));

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

/** The equations that join loops, in sets. */
function joined(program: Program, flow: Flow, sites: Sites, ranks: Ranks): Loop[] {
  const groups = new Groups();
  const readers = new Map<Var, Map<string, Equation>>();
  const joining = program.equations.filter(
    (equation) => !flow.isFree(equation) && (isPointwise(equation) || sites.has(equation)),
  );
  for (const equation of joining) {
    const site = sites.get(equation);
    const place = `${ranks.get(equation)}:${site?.rows.key ?? (equation.outputs[0] as Var).type.shape.join()}`;
    for (const variable of [...flow.readsOf(equation).map((read) => read.variable), ...equation.outputs]) {
      const places = readers.get(variable) ?? new Map<string, Equation>();
      readers.set(variable, places);
      const other = places.get(place);
      if (other === undefined) places.set(place, equation);
      else groups.join(other, equation);
    }
  }
  const members = new Map<Equation, Equation[]>();
  for (const equation of joining) {
    const root = groups.find(equation);
    const list = members.get(root);
    if (list === undefined) members.set(root, [equation]);
    else list.push(equation);
  }
  return [...members.values()];
}

/** The loops: for each, its equations in an order that can run; or the sites whose loop is too long to be one function. */
export function gather(program: Program, flow: Flow, sites: Sites, ranks: Ranks): { loops: Loop[]; tooLong: Loop[] } {
  const loops: Loop[] = [];
  const tooLong: Loop[] = [];
  for (const members of joined(program, flow, sites, ranks)) {
    const level = (equation: Equation): string | undefined => sites.get(equation)?.level;
    const reductions = members.filter((member) => level(member) === "reduction");
    if (reductions.length === 0) {
      // Rows without a reduction of them: two plain loops.
      const ofRows = members.filter((member) => level(member) === "row");
      const others = members.filter((member) => level(member) !== "row");
      for (const list of [ofRows, others]) if (list.length > 0) loops.push(...cut(list));
    } else if (members.length > PIECE) tooLong.push(members);
    else if (members.length > 1 || flow.freeOf(members[0] as Equation).length > 0) loops.push(members);
  }
  return { loops, tooLong };
}

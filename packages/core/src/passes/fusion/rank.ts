/**
 * Ranks equations so that those of equal rank and site can share a loop. See the note "fusion by rank".
 * What is free has no rank: every loop has its own. Equations with effects stand one above each other, as if each read the one before it.
 */
import { hasEffect } from "../../ir/effects.js";
import type { Equation, Program } from "../../ir/program.js";
import { isPointwise, type Flow, type Read } from "./flow.js";
import { readsRow, readsWhole, type Sites } from "./sites.js";

export type Ranks = ReadonlyMap<Equation, number>;

/** Whether what is read must be complete before its reader begins. */
function crosses(read: Read, reader: Equation, sites: Sites): boolean {
  const source = read.source as Equation;
  const [from, to] = [sites.get(source), sites.get(reader)];
  if (from === undefined && to === undefined) return !isPointwise(source) || !isPointwise(reader);
  if (from?.rows !== to?.rows || from === undefined || to === undefined) return true;
  const { rows } = from;
  if (from.level === "element") return !readsWhole(read, rows.shape.length);
  if (to.level === "row") return !readsWhole(read, rows.kept.length);
  return rows.kind !== "short" || !readsRow(read, rows);
}

export function ranksOf(program: Program, flow: Flow, sites: Sites): Ranks {
  const ranks = new Map<Equation, number>();
  const ranked = program.equations.filter((equation) => !flow.isFree(equation));
  let afterEffect = 0;
  for (const equation of ranked) {
    const acts = hasEffect(equation);
    let highest = acts ? afterEffect : 0;
    for (const read of flow.readsOf(equation)) {
      if (read.source === undefined) continue;
      highest = Math.max(highest, (ranks.get(read.source) as number) + (crosses(read, equation, sites) ? 1 : 0));
    }
    ranks.set(equation, highest);
    if (acts) afterEffect = highest + 1;
  }
  sink(ranked, flow, sites, ranks);
  return ranks;
}

/**
 * Moves pointwise equations to the lowest rank of their readers: what depends on nothing that crosses (counters, say) would
 * otherwise become a loop of its own, before all others, and its result a temporary.
 */
function sink(ranked: readonly Equation[], flow: Flow, sites: Sites, ranks: Map<Equation, number>): void {
  const latest = new Map<Equation, number>();
  for (let i = ranked.length - 1; i >= 0; i--) {
    const equation = ranked[i] as Equation;
    const bound = latest.get(equation);
    if (bound !== undefined && isPointwise(equation)) ranks.set(equation, bound);
    for (const read of flow.readsOf(equation)) {
      if (read.source === undefined) continue;
      const limit = (ranks.get(equation) as number) - (crosses(read, equation, sites) ? 1 : 0);
      latest.set(read.source, Math.min(latest.get(read.source) ?? Infinity, limit));
    }
  }
}

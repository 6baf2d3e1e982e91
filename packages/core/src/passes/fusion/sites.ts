/**
 * Which equations join the loop of which reductions: those that make the elements it combines, those that go on with its
 * results, and, where rows are walked again, those that use the results on every element.
 */
import { sameShape } from "../../ir/type.js";
import type { Equation, Program, Var } from "../../ir/program.js";
import { isPointwise, type Flow, type Read } from "./flow.js";
import type { Rows } from "./rows.js";

export interface Site {
  readonly rows: Rows;
  /** `element`: once for each element; `reduction`; `row`: once for each row. */
  readonly level: "element" | "reduction" | "row";
}
export type Sites = ReadonlyMap<Equation, Site>;

const ofRow = (site: Site | undefined): site is Site => site !== undefined && site.level !== "element";
/** Whether a value is read element by element, or once for each row. */
export const readsWhole = ({ variable, axes }: Read, rank: number): boolean =>
  axes.length === rank && variable.type.shape.length === rank;
export const readsRow = ({ axes }: Read, { kept }: Rows): boolean => sameShape(axes, kept);

const shapeOf = (equation: Equation): readonly number[] => (equation.outputs[0] as Var).type.shape;

export function sitesOf(program: Program, flow: Flow, reductions: ReadonlyMap<Equation, Rows>): Sites {
  const sites = new Map<Equation, Site>();
  for (const [equation, rows] of reductions) sites.set(equation, { rows, level: "reduction" });
  if (sites.size === 0) return sites;
  const open = program.equations.filter((equation) => isPointwise(equation) && !flow.isFree(equation));
  for (const equation of open) {
    const rows = goesOnWith(equation, flow, sites);
    if (rows !== undefined) sites.set(equation, { rows, level: "row" });
  }
  const makes = new Map<Equation, Rows>();
  for (const reader of [...program.equations].reverse()) {
    if (flow.isFree(reader)) continue;
    if (!sites.has(reader)) {
      const rows = makes.get(reader);
      if (rows !== undefined) sites.set(reader, { rows, level: "element" });
    }
    offer(reader, sites.get(reader), flow, makes);
  }
  for (const equation of open) {
    if (sites.has(equation)) continue;
    const rows = flow.readsOf(equation).flatMap((read) => followed(equation, read, sites))[0];
    if (rows !== undefined) sites.set(equation, { rows, level: "element" });
  }
  return sites;
}

/** The rows whose results a pointwise equation goes on with: those of all the reductions that it reads. */
function goesOnWith(equation: Equation, flow: Flow, sites: Sites): Rows | undefined {
  let found: Rows | undefined;
  for (const read of flow.readsOf(equation)) {
    const site = read.source && sites.get(read.source);
    if (!ofRow(site)) continue;
    const follows = site.rows.kind !== "spread" && readsWhole(read, shapeOf(equation).length);
    if (!follows || (found !== undefined && found !== site.rows)) return undefined;
    found = site.rows;
  }
  return found;
}

/** Offers a reader's rows to those that make its elements; rows that may be walked again come first. */
function offer(reader: Equation, site: Site | undefined, flow: Flow, makes: Map<Equation, Rows>): void {
  if (site === undefined || site.level === "row") return;
  const { rows } = site;
  for (const read of flow.readsOf(reader)) {
    if (read.source === undefined || !isPointwise(read.source) || !readsWhole(read, rows.shape.length)) continue;
    const other = makes.get(read.source);
    if (other === undefined || (other.kind !== "short" && rows.kind === "short")) makes.set(read.source, rows);
  }
}

/** The rows that an equation follows by one of its reads. */
function followed(equation: Equation, read: Read, sites: Sites): Rows[] {
  const site = read.source && sites.get(read.source);
  if (site === undefined || !sameShape(shapeOf(equation), site.rows.shape)) return [];
  if (site.level === "element") return readsWhole(read, site.rows.shape.length) ? [site.rows] : [];
  return site.rows.kind === "short" && readsRow(read, site.rows) ? [site.rows] : [];
}

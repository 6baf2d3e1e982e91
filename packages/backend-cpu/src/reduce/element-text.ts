/** What happens to one element in one walk, as text: it is read, computed, stored, and combined with what came before it. */
import type { Equation, Var } from "@fluxion/core";
import { addBodies } from "../loop/body-lines.js";
import { convertRead } from "../loop/convert-read.js";
import { elementOf, type Place } from "../loop/place.js";
import type { SpecialFunctions } from "../scalar/special/index.js";
import { Lines, literal, type Text } from "../scalar/text.js";
import type { Layout, Reduction } from "./layout.js";
import type { Homes } from "./homes.js";
import type { Phase, Phases } from "./phases.js";
import type { Load, Reader, Readers } from "./readers.js";

/** What variables are called. Repeated ones are called as what they repeat. */
export class Names {
  private readonly texts: Map<Var, Text>;
  constructor(
    private readonly aliases: ReadonlyMap<Var, Var>,
    known: Iterable<readonly [Var, Text]> = [],
  ) {
    this.texts = new Map(known);
  }
  get(variable: Var): Text | undefined {
    return this.texts.get(this.aliases.get(variable) ?? variable);
  }
  set(variable: Var, text: Text): void {
    this.texts.set(variable, text);
  }
  /** The same names, to which others can be added. */
  inner(): Names {
    return new Names(this.aliases, this.texts);
  }
}

export interface Scene {
  readonly homes: Homes;
  /** The rows of memory for elements that are read again, and are no outputs. */
  readonly rows: ReadonlyMap<Var, string>;
  readonly layout: Layout;
  readonly phases: Phases;
  readonly readers: Readers;
  /** Names of what is known in the whole row. */
  readonly names: Names;
  readonly special: SpecialFunctions;
}

/** Names of what is read, and of constants. */
export function firstNames({ layout, readers }: Pick<Scene, "layout" | "readers">): Names {
  const names = new Names(layout.aliases);
  for (const [variable, access] of layout.accesses)
    if (access.kind === "literal")
      names.set(variable, { code: literal(access.value), dtype: access.dtype, value: access.value });
  for (const { variable, access, name } of readers.loads) names.set(variable, { code: name, dtype: access.dtype });
  return names;
}

/** `const x0 = …;`: the value of a load at an offset. */
export function loadText({ homes }: Scene, { access, name }: Load, offset: string): string {
  const text = access.kind === "load" ? elementOf(homes.operands[access.input] as Place, offset) : offset;
  return `const ${name} = ${convertRead(access, text)};`;
}

/** The loads that some equations and reductions need. */
export function loadsFor({ readers }: Scene, equations: readonly Equation[], operands: readonly Var[]): Load[] {
  const used = new Set([...equations.flatMap(({ inputs }) => inputs), ...operands]);
  return readers.loads.filter(({ variable }) => used.has(variable));
}

/** The variables that a walk reads by name. */
export const operandsOf = ({ layout }: Scene, phase: Phase): Var[] =>
  phase.results.map((result) => (layout.reductions.get(result) as Reduction).operand);

export interface ElementPlaces {
  /** The offset of a reader, in the innermost loop. */
  readonly at: (reader: Reader) => string;
  /** Whether a load has been read outside of the loop. */
  readonly isRead: (load: Load) => boolean;
  /** How a reduction takes an element in. */
  readonly take: (reduction: Reduction, element: string) => string;
}

export function elementText(scene: Scene, phase: Phase, { at, isRead, take }: ElementPlaces): string[] {
  const { layout, readers, special, homes, rows } = scene;
  const names = scene.names.inner();
  const home = (variable: Var): string => {
    const place = homes.ofElements.get(variable);
    return place === undefined ? `${rows.get(variable)}[${at(readers.local)}]` : elementOf(place, at(readers.element));
  };
  const loads = loadsFor(scene, phase.equations, operandsOf(scene, phase)).filter((load) => !isRead(load));
  const reloads = phase.reloads.map((variable, i) => {
    names.set(variable, { code: `y${i}`, dtype: variable.type.dtype });
    return `const y${i} = ${home(variable)};`;
  });
  const lines = new Lines();
  addBodies(lines, phase.equations, names, special);
  const code = (variable: Var): string => (names.get(variable) as Text).code;
  return [
    ...loads.map((load) => loadText(scene, load, at(load))),
    ...reloads,
    ...lines.lines,
    ...phase.stores.map((variable) => `${home(variable)} = ${code(variable)};`),
    ...phase.results.map((result) => {
      const reduction = layout.reductions.get(result) as Reduction;
      return take(reduction, code(reduction.operand));
    }),
  ];
}

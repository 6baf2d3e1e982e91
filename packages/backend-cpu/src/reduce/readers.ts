/** What the loop of a fused reduction reads, with strides along the axes of its elements; and the indices of what it writes. */
import { collapseLoops, type Equation, type LoopAccess, type LoopNest, stridesOf, type Var } from "@fluxion/core";
import type { Layout } from "./layout.js";
import type { Phases } from "./phases.js";

/** Something whose place moves with the loops. */
export interface Reader {
  /** What its place is called: `p0`. */
  readonly place: string;
  /** Strides along the kept loops outside of the reduced ones, those within, and the reduced ones, from outside to inside. */
  readonly outer: readonly number[];
  readonly panel: readonly number[];
  readonly inner: readonly number[];
}
export interface Load extends Reader {
  readonly variable: Var;
  readonly access: Exclude<LoopAccess, { kind: "literal" }>;
  /** What its value is called: `x0`. */
  readonly name: string;
}

export interface Readers {
  readonly loads: readonly Load[];
  /** Where elements are in arrays of all elements, in a row, and where the results are. */
  readonly element: Reader;
  readonly local: Reader;
  readonly result: Reader;
  /** Lengths of the loops. */
  readonly outer: readonly number[];
  readonly panel: readonly number[];
  readonly inner: readonly number[];
}

/** `panel`: the kept axes whose loops are within those of the reduced ones. */
export function readersOf(layout: Layout, phases: Phases, panel: readonly number[]): Readers {
  const { shape, kept, reduced, rowAxes, accesses, isElement } = layout;
  const used = new Set<Var>(
    [...phases.phases.flatMap(({ equations, before }) => [...equations, ...before]), ...phases.after].flatMap(
      ({ inputs }: Equation) => inputs,
    ),
  );
  for (const { operand } of layout.reductions.values()) used.add(operand);
  const alongAll = (strides: readonly number[], own: readonly number[]): number[] => {
    const result = new Array<number>(shape.length).fill(0);
    own.forEach((axis, i) => (result[axis] = strides[i] as number));
    return result;
  };
  const lengthsOf = (own: readonly number[]): number[] => own.map((axis) => shape[axis] as number);
  const moving = [...accesses].flatMap(([variable, access]) => {
    if (access.kind === "literal" || !used.has(variable)) return [];
    const strides = isElement(variable) ? access.strides : alongAll(access.strides, rowAxes);
    return [{ variable, access, strides }];
  });
  const strides = [
    ...moving.map((load) => load.strides),
    stridesOf(shape),
    alongAll(stridesOf(lengthsOf(reduced)), reduced),
    alongAll(stridesOf(lengthsOf(kept)), kept),
  ];
  const nest = (own: readonly number[]): LoopNest =>
    collapseLoops(
      lengthsOf(own),
      strides.map((all) => own.map((axis) => all[axis] as number)),
    );
  const [outer, within, inner] = [
    nest(kept.filter((axis) => !panel.includes(axis))),
    nest(panel),
    nest(reduced),
  ] as const;
  const reader = (k: number): Reader => ({
    place: `p${k}`,
    outer: outer.strides[k] as readonly number[],
    panel: within.strides[k] as readonly number[],
    inner: inner.strides[k] as readonly number[],
  });
  return {
    loads: moving.map(({ variable, access }, k) => ({ ...reader(k), variable, access, name: `x${k}` })),
    element: reader(moving.length),
    local: reader(moving.length + 1),
    result: reader(moving.length + 2),
    outer: outer.lengths,
    panel: within.lengths,
    inner: inner.lengths,
  };
}

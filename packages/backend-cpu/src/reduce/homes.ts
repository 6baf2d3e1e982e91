/** Where a fused reduction reads and writes, and the memory of its own. Mutates: the module, which gets the memory. */
import { sizeOf, type ArrayType, type Var } from "@fluxion/core";
import type { Module } from "../codegen/module.js";
import { inArray, type Place } from "../loop/place.js";
import type { Layout, Reduction } from "./layout.js";

export interface Homes {
  readonly operands: readonly Place[];
  /** Of each output that has one value for each row, or for each line: wider memory where other axes are still to be reduced. */
  readonly ofRows: readonly { readonly variable: Var; readonly place: Place }[];
  /** Of each output that has all elements. */
  readonly ofElements: ReadonlyMap<Var, Place>;
  /** The reductions that go on, where their results so far are, and where they end. */
  readonly unfinished: readonly { readonly reduction: Reduction; readonly from: Place; readonly to: Place }[];
  /** An array that belongs to the executable: its name in the text. */
  memory(type: ArrayType): string;
}

export function homesOf(layout: Layout, operands: readonly Place[], results: readonly Place[], module: Module): Homes {
  const { program, shape, kept, reductions, stages, isElement } = layout;
  const lines = sizeOf(kept.map((axis) => shape[axis] as number));
  const unfinished = program.outputs.flatMap((variable, i) => {
    const reduction = reductions.get(variable);
    if (stages.length === 0 || reduction === undefined) return [];
    const from = inArray(module.memory({ dtype: reduction.combining.wide, shape: [lines] }));
    return [{ reduction, from, to: results[i] as Place }];
  });
  const rows = program.outputs.flatMap((variable, i) => {
    if (isElement(variable)) return [];
    const later = unfinished.find(({ reduction }) => reduction.result === variable);
    return [{ variable, place: later?.from ?? (results[i] as Place) }];
  });
  return {
    operands,
    ofRows: rows,
    ofElements: new Map(
      program.outputs.flatMap((variable, i) => (isElement(variable) ? [[variable, results[i] as Place] as const] : [])),
    ),
    unfinished,
    memory: (type) => module.memory(type),
  };
}

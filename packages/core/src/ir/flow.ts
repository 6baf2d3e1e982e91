/** What a primitive that holds programs does to values of any domain: which programs it runs on what. */
import type { Program } from "./program.js";

export interface FlowArguments<P, V> {
  readonly inputs: readonly V[];
  readonly params: P;
  run(program: Program, inputs: readonly V[]): readonly V[];
  /** What may be either of two lists. */
  join(a: readonly V[], b: readonly V[]): readonly V[];
  /** Whether two lists say the same. */
  same(a: readonly V[], b: readonly V[]): boolean;
  /** One slice along the leading axis. */
  slice(x: V, index: number): V;
  /** Slices along a new leading axis; `length` of them, which may be none. */
  stack(slices: readonly V[], output: number): V;
}

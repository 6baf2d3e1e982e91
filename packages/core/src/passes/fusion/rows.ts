/** How the elements that a reduction combines lie in memory: what decides which equations can share its loop. */
import type { Equation, Program, Var } from "../../ir/program.js";
import { sizeOf, type Shape } from "../../ir/type.js";

/** One family of rows: all reductions of one shape over the same axes. */
export interface Rows {
  readonly key: string;
  readonly shape: Shape;
  readonly axes: readonly number[];
  /** The axes that are not reduced. */
  readonly kept: readonly number[];
  /**
   * `short`: each row lies in one piece and in the cache, so that it may be walked again once its sum is known;
   * `long`: in one piece, but each walk reads memory; `spread`: the elements of one result lie apart.
   */
  readonly kind: "short" | "long" | "spread";
}

/** Elements of the longest row that is walked more than once. */
const LONGEST = 8192;

function kindOf(shape: Shape, axes: readonly number[]): Rows["kind"] {
  const proper = shape.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const first = proper.findIndex((axis) => axes.includes(axis));
  if (proper.slice(first).some((axis) => !axes.includes(axis))) return "spread";
  return sizeOf(axes.map((axis) => shape[axis] as number)) <= LONGEST ? "short" : "long";
}

/** The rows of every reduction that has something to combine; one object for each family. */
export function rowsOf(program: Program): ReadonlyMap<Equation, Rows> {
  const families = new Map<string, Rows>();
  const result = new Map<Equation, Rows>();
  for (const equation of program.equations) {
    const { reduces } = equation.primitive;
    if (reduces === undefined) continue;
    const { shape } = (equation.inputs[0] as Var).type;
    const axes = [...reduces.axes(equation.params)].sort((a, b) => a - b);
    if (sizeOf(axes.map((axis) => shape[axis] as number)) < 2 || sizeOf(shape) === 0) continue;
    const key = `${shape.join()}/${axes.join()}`;
    const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const family = families.get(key) ?? { key, shape, axes, kept, kind: kindOf(shape, axes) };
    families.set(key, family);
    result.set(equation, family);
  }
  return result;
}

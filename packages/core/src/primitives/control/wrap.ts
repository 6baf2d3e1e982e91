/** Rewriting the programs that control flow holds: other orders of inputs and outputs, zeros and broadcasts where a rule needs them. */
import type { Tangent } from "../../ir/primitive.js";
import { program as makeProgram, typesOf, type Program, type Var } from "../../ir/program.js";
import type { ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { interpret } from "../../ir/interpret.js";
import { bind } from "../../trace/bind.js";
import { recordClosed } from "../../trace/record.js";
import { zeros } from "../constant.js";
import { broadcast } from "../reduce.js";
import { reshape } from "../reshape.js";
import { sliceAxis } from "../slice.js";

/** Evaluates a program where it is called. */
export const run = (program: Program, inputs: readonly NDArray[]): NDArray[] => interpret(program, bind, inputs);

/** A program around another: `body` says how to call it and what to make of the results. */
export const wrap = (
  name: string,
  types: readonly ArrayType[],
  body: (inputs: readonly NDArray[]) => readonly NDArray[],
): Program => recordClosed(name, types, body);

/** Consecutive parts of a list. */
export function parts<T>(list: readonly T[], ...sizes: readonly number[]): T[][] {
  let start = 0;
  const cut = sizes.map((size) => list.slice(start, (start += size)));
  return [...cut, list.slice(start)];
}

/** Values at the positions where the mask is set; `fill` elsewhere. */
export function spread<T>(mask: readonly boolean[], values: readonly T[], fill: (position: number) => T): T[] {
  let next = 0;
  return mask.map((on, position) => (on ? (values[next++] as T) : fill(position)));
}

export const chosen = <T>(list: readonly T[], mask: readonly boolean[]): T[] => list.filter((_, i) => mask[i]);
export const either = (a: readonly boolean[], b: readonly boolean[]): boolean[] =>
  a.map((on, i) => on || b[i] === true);
export const isActive = (tangents: readonly Tangent[]): boolean[] => tangents.map((tangent) => tangent !== null);
export const sameMask = (a: readonly boolean[], b: readonly boolean[]): boolean => a.every((on, i) => on === b[i]);

/** Grows a mask until a step adds nothing to it. */
export function fixpoint(start: readonly boolean[], step: (mask: readonly boolean[]) => readonly boolean[]): boolean[] {
  let mask = [...start];
  for (;;) {
    const next = either(mask, step(mask));
    if (sameMask(next, mask)) return mask;
    mask = next;
  }
}

/** One element along the leading axis. */
export const elementAt = (x: NDArray, i: number): NDArray =>
  reshape(sliceAxis(x, 0, i, i + 1), { shape: x.shape.slice(1) });

export const zerosOf = (types: readonly ArrayType[]): NDArray[] => types.map((type) => zeros(type));
export const known = (values: readonly (NDArray | null)[]): NDArray[] => values.filter((x): x is NDArray => x !== null);
/** Tangents with zeros in place of symbolic ones. */
export const instantiate = (tangents: readonly Tangent[], types: readonly ArrayType[]): NDArray[] =>
  tangents.map((tangent, i) => tangent ?? zeros(types[i] as ArrayType));

/** One copy per lane, in front, for values that have none. */
export const toLanes = (x: NDArray, batched: boolean, size: number): NDArray =>
  batched ? x : broadcast(x, { shape: [size, ...x.shape], axes: [0] });

export const withLanes = (type: ArrayType, batched: boolean, size: number): ArrayType =>
  batched ? { ...type, shape: [size, ...type.shape] } : type;

/** The variables that depend on some inputs only. */
export function dependingOnly(program: Program, inputs: readonly Var[]): Set<Var> {
  const set = new Set(inputs);
  for (const equation of program.equations)
    if (equation.inputs.every((input) => set.has(input))) for (const output of equation.outputs) set.add(output);
  return set;
}

/** The part of a program that computes some of its variables. */
export function partOf(program: Program, inputs: readonly Var[], outputs: readonly Var[]): Program {
  const needed = new Set(outputs);
  const equations = program.equations.toReversed().filter((equation) => {
    if (!equation.outputs.some((output) => needed.has(output))) return false;
    for (const input of equation.inputs) needed.add(input);
    return true;
  });
  return makeProgram(inputs, equations.toReversed(), outputs);
}

export { typesOf };

/** Where a loop reads: what each variable of a fused program is, as a function of the loop's coordinates. */
import type { Equation, Program, Var } from "../ir/program.js";
import { stridesOf, type DType, type Shape } from "../ir/type.js";
import { toElement } from "../trace/asarray.js";
import { constant } from "./constant.js";
import { iota } from "./iota.js";
import { broadcast } from "./reduce.js";

/** An element of an input buffer, at the sum of coordinate × stride. */
export interface LoopLoad {
  readonly kind: "load";
  readonly input: number;
  readonly dtype: DType;
  readonly strides: readonly number[];
}
/** The sum of coordinate × stride itself. */
export interface LoopCoordinate {
  readonly kind: "coordinate";
  readonly dtype: DType;
  readonly strides: readonly number[];
}
export interface LoopLiteral {
  readonly kind: "literal";
  readonly dtype: DType;
  readonly value: number;
}
export type LoopAccess = LoopLoad | LoopCoordinate | LoopLiteral;

/** Strides along the axes of a broadcast result: 0 along the new ones. */
function repeat(strides: readonly number[], rank: number, newAxes: readonly number[]): number[] {
  let next = 0;
  return Array.from({ length: rank }, (_, axis) => (newAxes.includes(axis) ? 0 : (strides[next++] as number)));
}

export function loopAccess(
  { primitive, inputs, params, outputs }: Equation,
  known: ReadonlyMap<Var, LoopAccess>,
): LoopAccess {
  const { dtype, shape } = (outputs[0] as Var).type;
  if (inputs.length === 0 && primitive === (constant as unknown))
    return { kind: "literal", dtype, value: toElement((params as { value: number }).value, dtype) };
  if (primitive === (iota as unknown)) {
    const { axis } = params as { axis: number };
    return { kind: "coordinate", dtype, strides: shape.map((_, i) => (i === axis ? 1 : 0)) };
  }
  if (primitive !== (broadcast as unknown)) throw new Error(`${primitive.name} is free in loops, but nothing says how`);
  const source = known.get(inputs[0] as Var) as LoopAccess;
  if (source.kind === "literal") return source;
  return { ...source, strides: repeat(source.strides, shape.length, (params as { axes: readonly number[] }).axes) };
}

export interface LoopReads {
  /** What is read, for the inputs and the equations that cost nothing. */
  readonly accesses: ReadonlyMap<Var, LoopAccess>;
  /** The equations that compute, in order. */
  readonly computations: readonly Equation[];
}

export function loopReads(program: Program): LoopReads {
  const accesses = new Map<Var, LoopAccess>();
  const computations: Equation[] = [];
  program.inputs.forEach((input, i) =>
    accesses.set(input, { kind: "load", input: i, dtype: input.type.dtype, strides: stridesOf(input.type.shape) }),
  );
  for (const equation of program.equations)
    if (equation.primitive.freeInLoop === true)
      accesses.set(equation.outputs[0] as Var, loopAccess(equation, accesses));
    else computations.push(equation);
  return { accesses, computations };
}

/** Nested loops: their lengths, and the strides of every access along them. */
export interface LoopNest {
  readonly lengths: readonly number[];
  readonly strides: readonly (readonly number[])[];
}

/** Drops loops of one step and joins loops that all accesses run through without a gap. */
export function collapseLoops(shape: Shape, strides: readonly (readonly number[])[]): LoopNest {
  const lengths: number[] = [];
  const kept: number[][] = strides.map(() => []);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] as number;
    if (length === 1) continue;
    const inner = lengths[0];
    const joins =
      inner !== undefined && strides.every((stride, k) => stride[axis] === (kept[k]?.[0] as number) * inner);
    if (joins) lengths[0] = inner * length;
    else {
      lengths.unshift(length);
      strides.forEach((stride, k) => kept[k]?.unshift(stride[axis] as number));
    }
  }
  return { lengths, strides: kept };
}

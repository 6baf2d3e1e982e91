/** A fused reduction as data: its axes, where each variable is read, and which equations run once for each row. */
import {
  type CombiningName,
  type Equation,
  loopAccess,
  type LoopAccess,
  type Program,
  type Shape,
  sizeOf,
  stridesOf,
  type Var,
} from "@fluxion/core";
import { isNarrow, stagesOf, type Stage } from "../kernels/reduction.js";
import { combiningOf, type Combining } from "./combining.js";

export interface Reduction {
  readonly equation: Equation;
  readonly operand: Var;
  readonly result: Var;
  readonly combining: Combining;
}

export interface Layout {
  readonly program: Program;
  readonly shape: Shape;
  /** The axes that the loop reduces: the innermost of those that the reductions do. */
  readonly reduced: readonly number[];
  /** The other axes, in order. */
  readonly kept: readonly number[];
  /** The axes of what has one value for each row. */
  readonly rowAxes: readonly number[];
  /** What is left to reduce afterwards; nothing if rows have values of their own. */
  readonly stages: readonly Stage[];
  /** Whether a line of elements is combined at a time, or a panel of lines side by side. */
  readonly lines: boolean;
  readonly reductions: ReadonlyMap<Var, Reduction>;
  readonly accesses: ReadonlyMap<Var, LoopAccess>;
  /** Variables that are others, repeated along rows. */
  readonly aliases: ReadonlyMap<Var, Var>;
  /** Equations that compute, in order, reductions among them. */
  readonly computations: readonly Equation[];
  isElement(variable: Var): boolean;
}

/** The reduced axes that follow each other innermost. */
function innermost(shape: Shape, axes: readonly number[]): number[] {
  const found: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (axes.includes(axis)) found.unshift(axis);
    else if (found.some((other) => shape[other] !== 1) && shape[axis] !== 1) break;
  }
  return found;
}

export function layoutOf(program: Program): Layout {
  const reductions = new Map<Var, Reduction>();
  const accesses = new Map<Var, LoopAccess>();
  const aliases = new Map<Var, Var>();
  const computations: Equation[] = [];
  program.inputs.forEach((input, i) =>
    accesses.set(input, { kind: "load", input: i, dtype: input.type.dtype, strides: stridesOf(input.type.shape) }),
  );
  for (const equation of program.equations) {
    const [operand] = equation.inputs;
    const result = equation.outputs[0] as Var;
    if (equation.primitive.freeInLoop === true) {
      if (operand === undefined || accesses.has(operand)) accesses.set(result, loopAccess(equation, accesses));
      else aliases.set(result, aliases.get(operand) ?? operand);
      continue;
    }
    computations.push(equation);
    const by = equation.primitive.reduces?.by as CombiningName | undefined;
    if (by === undefined || operand === undefined) continue;
    reductions.set(result, { equation, operand, result, combining: combiningOf(by, operand.type.dtype) });
  }
  const [{ equation, operand }] = [...reductions.values()] as [Reduction];
  const { shape } = operand.type;
  const axes = equation.primitive.reduces?.axes(equation.params) ?? [];
  const reduced = innermost(shape, axes);
  const [first, ...stages] = stagesOf(shape, axes) as [Stage, ...Stage[]];
  const size = sizeOf(shape);
  return {
    program,
    shape,
    reduced,
    kept: shape.map((_, axis) => axis).filter((axis) => !reduced.includes(axis)),
    rowAxes: shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis)),
    stages,
    lines: isNarrow(first),
    reductions,
    accesses,
    aliases,
    computations,
    isElement: ({ type }) => sizeOf(type.shape) === size && type.shape.length === shape.length,
  };
}

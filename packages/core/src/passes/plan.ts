/**
 * The memory plan of a program: which buffer each variable lives in. Inputs come first, then the slots of intermediates,
 * then the outputs. What only names the elements of its operand anew (reshape) lives where the operand lives.
 */
import { program as makeProgram, type Equation, type Program, type Var } from "../ir/program.js";
import type { ArrayType } from "../ir/type.js";
import { liveness } from "./liveness.js";

export interface PlannedStep {
  readonly equation: Equation;
  /** Positions of the operands' buffers, then of the results'. */
  readonly buffers: readonly number[];
}

export interface MemoryPlan {
  readonly steps: readonly PlannedStep[];
  readonly slots: readonly ArrayType[];
  /** For each output: the buffer it is copied from, where no equation writes it directly. */
  readonly copies: readonly { readonly from: number; readonly to: number }[];
  readonly buffers: number;
  readonly peakBytes: number;
}

const renames = ({ primitive }: Equation): boolean => primitive.keepsOrder === true;

/** The program without what only renames, each variable replaced by the one that owns its memory. */
function withoutRenaming(program: Program): { flat: Program } {
  const owners = new Map<Var, Var>();
  const owner = (variable: Var): Var => owners.get(variable) ?? variable;
  const equations: Equation[] = [];
  for (const equation of program.equations) {
    if (renames(equation)) owners.set(equation.outputs[0] as Var, owner(equation.inputs[0] as Var));
    else equations.push(equation);
  }
  const flat = makeProgram(
    program.inputs,
    equations.map((equation) => ({ ...equation, inputs: equation.inputs.map(owner) })),
    program.outputs.map(owner),
  );
  return { flat };
}

export function planMemory(program: Program): MemoryPlan {
  const { flat } = withoutRenaming(program);
  const { slots, slotTypes, peakBytes } = liveness(flat);
  const inputs = new Map(program.inputs.map((input, i) => [input, i]));
  const firstOutput = program.inputs.length + slotTypes.length;
  const outputs = new Map<Var, number>();
  const copies: { from: number; to: number }[] = [];
  flat.outputs.forEach((variable, i) => {
    const place = inputs.get(variable) ?? outputs.get(variable);
    if (place === undefined) outputs.set(variable, firstOutput + i);
    else copies.push({ from: place, to: firstOutput + i });
  });
  const place = (variable: Var): number =>
    outputs.get(variable) ?? inputs.get(variable) ?? program.inputs.length + (slots.get(variable) as number);
  const originals = program.equations.filter((equation) => !renames(equation));
  const steps = flat.equations.map((equation, i) => ({
    equation: originals[i] as Equation,
    buffers: [...equation.inputs.map(place), ...equation.outputs.map(place)],
  }));
  return {
    steps,
    slots: slotTypes.map(({ type }) => type),
    copies,
    buffers: firstOutput + program.outputs.length,
    peakBytes,
  };
}

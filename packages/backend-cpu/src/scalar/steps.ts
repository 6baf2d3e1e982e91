/** The meaning of a scalar without code generation: steps that read and write numbered registers. */
import { runBody, type DType, type ScalarBody, type ScalarOps } from "@fluxion/core";
import { scalarOps, type Meaning, type Typed } from "./operations.js";
import { IDENTITY, type Row } from "./row.js";
import type { SpecialFunctions } from "./special/index.js";

/** A numbered place that holds a number. */
export interface Register extends Typed {
  readonly register: number;
}

export interface Step {
  readonly at: Row["at"];
  readonly operands: readonly number[];
  readonly result: number;
}

/** Collects steps. Constants are written into their registers once. */
export class Steps {
  readonly steps: Step[] = [];
  readonly constants: { readonly register: number; readonly value: number }[] = [];
  private count = 0;

  /** How many registers there are. */
  get registers(): number {
    return this.count;
  }
  /** A register to be written from outside. */
  input(dtype: DType): Register {
    return { register: this.count++, dtype };
  }
  constant(value: number, dtype: DType): Register {
    const register = this.count++;
    this.constants.push({ register, value });
    return { register, dtype, value };
  }
  step(at: Row["at"], dtype: DType, operands: readonly Register[]): Register {
    const result = this.count++;
    this.steps.push({ at, operands: operands.map(({ register }) => register), result });
    return { register: result, dtype };
  }
  /** Registers with the constants in place. */
  allocate(): Float64Array {
    const registers = new Float64Array(this.count);
    for (const { register, value } of this.constants) registers[register] = value;
    return registers;
  }
}

/** The scalar operations on registers, for operands of which the first has type `dtype`. */
export function stepOps(steps: Steps, dtype: DType, special: SpecialFunctions): ScalarOps<Register> {
  const meaning: Meaning<Register> = {
    lit: (value, of) => steps.constant(value, of),
    apply: (row, of, operands) =>
      row === IDENTITY ? { ...(operands[0] as Register), dtype: of } : steps.step(row.at, of, operands),
  };
  return scalarOps(dtype, meaning, special);
}

/** Runs one step on registers. */
export function runStep({ at, operands, result }: Step, registers: Float64Array): void {
  const read = (i: 0 | 1 | 2): number => registers[operands[i] as number] as number;
  registers[result] =
    operands.length === 1 ? at(read(0)) : operands.length === 2 ? at(read(0), read(1)) : at(read(0), read(1), read(2));
}

/** A scalar body as a function of numbers, without code generation. */
export function evaluateScalar<P>(
  body: ScalarBody<P>,
  dtypes: readonly DType[],
  params: P,
  special: SpecialFunctions,
): (...xs: number[]) => readonly number[] {
  const steps = new Steps();
  const inputs = dtypes.map((dtype) => steps.input(dtype));
  const outputs = runBody(body, stepOps(steps, dtypes[0] ?? "float32", special), params, inputs);
  const registers = steps.allocate();
  return (...xs) => {
    registers.set(xs);
    for (const step of steps.steps) runStep(step, registers);
    return outputs.map(({ register }) => registers[register] as number);
  };
}

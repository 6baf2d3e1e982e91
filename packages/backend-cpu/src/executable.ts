/** A compiled program: kernels in order over planned buffers. Mutates: the buffers. */
import {
  allocate,
  bytesOf,
  sizeOf,
  type ArrayType,
  type Buffer,
  type Description,
  type Executable,
  type Program,
  type TypedArray,
} from "@fluxion/core";
import { overwritable } from "./donation.js";
import type { Run } from "./kernels/kernel.js";
import type { Plan } from "./plan.js";

export interface BoundStep {
  readonly run: Run;
  readonly buffers: readonly number[];
  /** Generated source, or the kernel's name. */
  readonly text: string;
}

const total = (types: readonly ArrayType[]): number => types.reduce((bytes, type) => bytes + bytesOf(type), 0);

/** Inputs that are donated, and given at no other position as well. */
const trulyDonated = (given: readonly Buffer[], donated: readonly number[]): number[] =>
  donated.filter(
    (position) => given.indexOf(given[position]) === position && given.lastIndexOf(given[position]) === position,
  );

/** An executable that can also write into memory it is given: what loops and branches run. */
export interface CpuExecutable extends Executable {
  /** The outputs must not share memory with the inputs. */
  runInto(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): void;
}

export function makeExecutable(program: Program, plan: Plan, steps: readonly BoundStep[]): CpuExecutable {
  const outputs = program.outputs.map(({ type }) => ({ dtype: type.dtype, size: sizeOf(type.shape) }));
  let candidates: ReturnType<typeof overwritable> | undefined;
  /** The slots of intermediates, kept from run to run. */
  let scratch: TypedArray[] | undefined;

  /** Memory for the outputs: a donated input's where that is safe, or new. */
  function allocateOutputs(given: readonly Buffer[], donated: readonly number[]): TypedArray[] {
    if (donated.length === 0) return outputs.map(({ dtype, size }) => allocate(dtype, size));
    candidates ??= overwritable(program, plan);
    const free = new Set(trulyDonated(given, donated));
    return outputs.map(({ dtype, size }, i) => {
      const taken = candidates?.[i]?.find((position) => free.has(position));
      if (taken === undefined) return allocate(dtype, size);
      free.delete(taken);
      return given[taken] as TypedArray;
    });
  }

  function runInto(given: readonly TypedArray[], results: readonly TypedArray[]): void {
    scratch ??= plan.slots.map(({ dtype, shape }) => allocate(dtype, sizeOf(shape)));
    const buffers = [...given, ...scratch, ...results];
    for (const step of steps) {
      const own = new Array<TypedArray>(step.buffers.length);
      for (let i = 0; i < own.length; i++) own[i] = buffers[step.buffers[i] as number] as TypedArray;
      step.run(own);
    }
    for (const { from, to } of plan.copies) (buffers[to] as TypedArray).set(buffers[from] as TypedArray);
  }

  function run(given: readonly Buffer[], donated: readonly number[] = []): readonly Buffer[] {
    const results = allocateOutputs(given, donated);
    runInto(given as readonly TypedArray[], results);
    return results;
  }

  return {
    run,
    runInto,
    describe: (): Description => ({
      code: steps.map((step) => step.text).join("\n\n"),
      plan: plan.steps
        .map(
          ({ equation, buffers }, i) =>
            `${i}: ${equation.primitive.name} ${buffers.slice(0, equation.inputs.length).join(" ")} → ${buffers.slice(equation.inputs.length).join(" ")}`,
        )
        .join("\n"),
      bytes: {
        inputs: total(program.inputs.map(({ type }) => type)),
        outputs: total(program.outputs.map(({ type }) => type)),
        scratch: total(plan.slots),
      },
    }),
  };
}

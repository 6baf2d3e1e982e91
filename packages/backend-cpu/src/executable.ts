/** A compiled program: memory for its outputs, and what it says about itself. */
import {
  allocate,
  type ArrayType,
  type Buffer,
  bytesOf,
  type Description,
  type Executable,
  type MemoryPlan,
  type Program,
  sizeOf,
  type TypedArray,
} from "@fluxion/core";
import { overwritable } from "./donation.js";
import type { Assembled } from "./tools.js";

const total = (types: readonly ArrayType[]): number => types.reduce((bytes, type) => bytes + bytesOf(type), 0);

/** Inputs that are donated, and given at no other position as well. */
const trulyDonated = (given: readonly Buffer[], donated: readonly number[]): number[] =>
  donated.filter(
    (position) => given.indexOf(given[position]) === position && given.lastIndexOf(given[position]) === position,
  );

export function makeExecutable(program: Program, plan: MemoryPlan, { runInto, code }: Assembled): Executable {
  const outputs = program.outputs.map(({ type }) => ({ dtype: type.dtype, size: sizeOf(type.shape) }));
  let candidates: ReturnType<typeof overwritable> | undefined;

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

  return {
    run(given: readonly Buffer[], donated: readonly number[] = []): readonly Buffer[] {
      const results = allocateOutputs(given, donated);
      runInto(given as readonly TypedArray[], results);
      return results;
    },
    describe: (): Description => ({
      code,
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

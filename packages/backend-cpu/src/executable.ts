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
import type { RunInto } from "./control/control.js";
import type { Assembled } from "./tools.js";

const total = (types: readonly ArrayType[]): number => types.reduce((bytes, type) => bytes + bytesOf(type), 0);

export function makeExecutable(program: Program, plan: MemoryPlan, { start, takeOver, code }: Assembled): Executable {
  const outputs = program.outputs.map(({ type }) => ({ dtype: type.dtype, size: sizeOf(type.shape) }));
  let runInto: RunInto | undefined;
  return {
    run(given: readonly Buffer[], donated: readonly number[] = []): readonly Buffer[] {
      const arrays = given as readonly TypedArray[];
      const taken = donated.length === 0 ? undefined : takeOver?.(arrays, donated);
      const results = outputs.map(({ dtype, size }, i) => taken?.[i] ?? allocate(dtype, size));
      runInto ??= start();
      runInto(arrays, results);
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

/** Programs without code generation: steps over planned buffers, one after another. Mutates: the buffers. */
import {
  allocate,
  fused,
  type FusedParams,
  planMemory,
  type PlannedStep,
  sizeOf,
  type TypedArray,
  typesOf,
} from "@fluxion/core";
import type { Kernel, Run } from "./kernels/kernel.js";
import { closureLoop } from "./loop/closures.js";
import type { Assembler, Tools } from "./tools.js";

interface BoundStep {
  readonly run: Run;
  readonly buffers: readonly number[];
  readonly text: string;
}

export const closureLoops: Assembler = (_, plan, tools) => {
  const steps = plan.steps.map((step) => bindStep(step, tools));
  /** The slots of intermediates, kept from run to run. */
  let scratch: TypedArray[] | undefined;
  return {
    runInto(given, results) {
      scratch ??= plan.slots.map(({ dtype, shape }) => allocate(dtype, sizeOf(shape)));
      const buffers = [...given, ...scratch, ...results];
      for (const step of steps) step.run(step.buffers.map((buffer) => buffers[buffer] as TypedArray));
      for (const { from, to } of plan.copies) (buffers[to] as TypedArray).set(buffers[from] as TypedArray);
    },
    code: steps.map(({ text }) => text).join("\n\n"),
  };
};

function bindStep({ equation, buffers }: PlannedStep, tools: Tools): BoundStep {
  const { primitive, inputs, params, outputs } = equation;
  if (primitive === (fused as unknown))
    return { ...closureLoop((params as FusedParams).program, tools.special), buffers };
  if (primitive.freeInLoop === true || primitive.scalar !== undefined)
    return { ...closureLoop({ inputs, equations: [equation], outputs }, tools.special), buffers };
  const control = tools.controlOf(primitive);
  if (control !== undefined)
    return {
      run: control.run(equation, (inner) => {
        const program = tools.optimise(inner);
        return closureLoops(program, planMemory(program), tools);
      }),
      buffers,
      text: `// ${primitive.name}: a loop in JavaScript over compiled programs`,
    };
  const kernel = tools.kernelOf(primitive) as Kernel<object>;
  return {
    run: kernel(typesOf(inputs), typesOf(outputs), params),
    buffers,
    text: `// ${primitive.name}: hand-written kernel`,
  };
}

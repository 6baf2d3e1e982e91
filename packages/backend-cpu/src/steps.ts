/** Programs without code generation: steps over planned buffers, one after another. Mutates: the buffers. */
import {
  allocate,
  fused,
  planMemory,
  sizeOf,
  typesOf,
  type Equation,
  type FusedParams,
  type MemoryPlan,
  type TypedArray,
} from "@fluxion/core";
import type { Kernel, Run } from "./kernels/kernel.js";
import { closureLoop } from "./loop/closures.js";
import type { RunInto } from "./control/control.js";
import type { Assembler, Tools } from "./tools.js";

export const closureLoops: Assembler = (_, plan, tools) => ({
  start: () => start(plan, tools),
  code: plan.steps.map(({ equation: { primitive } }) => `// ${primitive.name}`).join("\n"),
});

function start(plan: MemoryPlan, tools: Tools): RunInto {
  const steps = plan.steps.map(({ equation, buffers }) => ({ run: bind(equation, tools), buffers }));
  /** The slots of intermediates, kept from run to run. */
  const scratch = plan.slots.map(({ dtype, shape }) => allocate(dtype, sizeOf(shape)));
  return (given, results) => {
    const buffers = [...given, ...scratch, ...results];
    const copy = (early: boolean): void => {
      for (const { from, to } of plan.copies)
        if (from < given.length === early) (buffers[to] as TypedArray).set(buffers[from] as TypedArray);
    };
    copy(true);
    for (const step of steps) step.run(step.buffers.map((buffer) => buffers[buffer] as TypedArray));
    copy(false);
  };
}

function bind(equation: Equation, tools: Tools): Run {
  const { primitive, inputs, params, outputs } = equation;
  if (primitive === (fused as unknown)) return closureLoop((params as FusedParams).program, tools.special);
  if (primitive.freeInLoop === true || primitive.scalar !== undefined)
    return closureLoop({ inputs, equations: [equation], outputs }, tools.special);
  const control = tools.controlOf(primitive);
  if (control !== undefined) return control.run(equation, (inner) => start(tools.planned(inner).plan, tools));
  if (primitive.callsProgram === true) {
    // A fused reduction, for backends put together with the fusion of generated code: its equations one by one.
    const run = start(planMemory((params as FusedParams).program), tools);
    return (own) => run(own.slice(0, inputs.length), own.slice(inputs.length));
  }
  return (tools.kernelOf(primitive) as Kernel<object>)(typesOf(inputs), typesOf(outputs), params);
}

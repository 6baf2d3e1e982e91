/** A program as functions of a module: `(frame, ...inputs, ...outputs)`, all of them addresses. */
import {
  bytesOf,
  fused,
  planMemory,
  type FusedParams,
  type MemoryPlan,
  type PlannedStep,
  type Program,
  type Var,
} from "@fluxion/core";
import { i32, memoryCopy, run, store, type Code, type Func, type I32, type Local } from "../emit/index.js";
import { emitLoop } from "../loop/loop.js";
import type { Emission, Site } from "./emission.js";

/** Engines optimise functions of moderate length; longer programs become several. */
const STEPS = 24;

export function programFunction(emission: Emission, program: Program): Func {
  const plan = planMemory(program);
  const slots = plan.slots.map((type) => emission.layout.takeArray(type));
  const operands = program.inputs.length;
  const params = Array.from({ length: 1 + operands + program.outputs.length }, () => "i32" as const);
  const signature = { params, results: [] };
  const written = (name: string, body: (code: Code, places: readonly I32[]) => void): Func =>
    emission.module.func(name, signature, (code) => {
      const given = params.map((type, i) => code.param(i, type));
      const [frame, ...ends] = given as [Local<"i32">, ...Local<"i32">[]];
      const inner = slots.map((offset) => i32.add(frame, i32.const(offset)));
      body(code, [...ends.slice(0, operands), ...inner, ...ends.slice(operands)]);
    });
  const steps = (code: Code, places: readonly I32[], from: number, to: number): void => {
    const frame = code.param(0, "i32");
    for (const step of plan.steps.slice(from, to)) emitStep(emission, code, frame, step, places);
  };
  if (plan.steps.length <= STEPS)
    return written("program", (code, places) => {
      steps(code, places, 0, plan.steps.length);
      copies(code, program, plan, places);
    });
  const pieces = Array.from({ length: Math.ceil(plan.steps.length / STEPS) }, (_, i) =>
    written(`steps ${i * STEPS}`, (code, places) => steps(code, places, i * STEPS, (i + 1) * STEPS)),
  );
  return written("program", (code, places) => {
    for (const piece of pieces) code.do(run(piece, ...params.map((type, i) => code.param(i, type))));
    copies(code, program, plan, places);
  });
}

function copies(code: Code, program: Program, plan: MemoryPlan, places: readonly I32[]): void {
  const first = plan.buffers - program.outputs.length;
  for (const { from, to } of plan.copies) {
    const bytes = bytesOf((program.outputs[to - first] as Var).type);
    code.do(memoryCopy(places[to] as I32, places[from] as I32, i32.const(bytes)));
  }
}

function emitStep(
  emission: Emission,
  code: Code,
  frame: Local<"i32">,
  { equation, buffers }: PlannedStep,
  places: readonly I32[],
): void {
  const at = buffers.map((buffer) => places[buffer] as I32);
  const inputs = at.slice(0, equation.inputs.length);
  const outputs = at.slice(equation.inputs.length);
  const { primitive, params } = equation;
  const { module, fusedMultiplyAdd, layout } = emission;
  const scope = { code, module, fusedMultiplyAdd };
  if (primitive === (fused as unknown)) return emitLoop(scope, (params as FusedParams).program, inputs, outputs);
  const kernel = emission.kernelOf(primitive);
  if (kernel === undefined)
    return emitLoop(
      scope,
      { inputs: equation.inputs, equations: [equation], outputs: equation.outputs },
      inputs,
      outputs,
    );
  const site: Site = {
    scope,
    equation,
    inputs,
    outputs,
    frame,
    scratch: (bytes) => i32.add(frame, i32.const(layout.take(bytes))),
    table: (numbers) => i32.const(emission.table(numbers)),
    host(action) {
      const places = code.let(i32.add(frame, i32.const(layout.take(4 * at.length))));
      at.forEach((place, i) => code.do(store.i32(places, place, 4 * i)));
      code.do(run(emission.callHost, i32.const(emission.host(action)), places));
    },
    fail: (most) => code.do(run(emission.exceeded, i32.const(most))),
    inner: (program) => programFunction(emission, emission.optimise(program)),
  };
  return kernel(site);
}

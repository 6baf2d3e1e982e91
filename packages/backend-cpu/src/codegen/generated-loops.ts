/** Programs as generated JavaScript: one text for each, whose functions are shared between programs that have the same text. */
import { allocate, planMemory, type Program, showType, typesOf } from "@fluxion/core";
import { exceeded } from "../control/exceeded.js";
import type { Writer } from "../control/control.js";
import type { Run } from "../kernels/kernel.js";
import { inArray } from "../loop/place.js";
import { HELPERS } from "../scalar/helpers.js";
import type { Assembler, RunInto, Tools } from "../tools.js";
import { Module } from "./module.js";
import { costOf, type Planned } from "./planned.js";
import { regionText } from "./region.js";

type Factory = (helpers: object, kernels: readonly Run[]) => RunInto;

const CAPACITY = 2048;
const compiled = new Map<string, Factory>();

/** Equal texts share one function, which the engine has then compiled once. Memory is made by each call of it. */
function compileText(text: string): Factory {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const factory = new Function("h", "k", text) as Factory;
  if (compiled.size >= CAPACITY) compiled.clear();
  compiled.set(text, factory);
  return factory;
}

/** Plans of programs in parameters, each made once. */
function planner(tools: Tools, of: (optimised: Program) => Planned): (program: Program) => Planned {
  const known = new Map<Program, Planned>();
  return (program) => {
    const planned = known.get(program) ?? of(tools.optimise(program));
    known.set(program, planned);
    return planned;
  };
}

function planOf(program: Program, planned: (program: Program) => Planned): Planned {
  const plan = planMemory(program);
  return { program, plan, costs: plan.steps.map(({ equation }) => costOf(equation, planned)) };
}

const signature = ({ inputs, outputs }: Program): string =>
  `(${typesOf(inputs).map(showType).join(", ")}) → (${typesOf(outputs).map(showType).join(", ")})`;

export const generatedLoops: Assembler = (program, _, tools) => {
  const module = new Module();
  const planned = planner(tools, (inner) => planOf(inner, planned));
  const writer: Writer = {
    fresh: (letter) => module.fresh(letter),
    memory: (type) => module.memory(type),
    planned,
    text: (inner, inputs, outputs) => regionText(inner, inputs, outputs, module, tools, writer),
  };
  const inputs = program.inputs.map((_, i) => inArray(module.parameter(`g[${i}]`)));
  const outputs = program.outputs.map((_, i) => inArray(module.parameter(`o[${i}]`)));
  const text = module.finish(signature(program), writer.text(planOf(program, planned), inputs, outputs));
  let run: RunInto | undefined;
  return {
    runInto(given, results) {
      run ??= compileText(text)({ ...HELPERS, ...tools.special, allocate, exceeded }, module.kernels);
      run(given, results);
    },
    code: text,
  };
};

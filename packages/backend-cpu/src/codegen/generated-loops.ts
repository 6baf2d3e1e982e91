/** Programs as generated JavaScript: one text for each, whose functions are shared between programs that have the same text. */
import { allocate, showType, typesOf, type MemoryPlan, type Program } from "@fluxion/core";
import { exceeded } from "../control/exceeded.js";
import { overwrites, taking } from "../donation.js";
import type { RunInto, Writer } from "../control/control.js";
import type { Run } from "../kernels/kernel.js";
import { collapse, push } from "../kernels/pairwise.js";
import { collapseRows, pushRow } from "../kernels/pairwise-rows.js";
import { inArray } from "../loop/place.js";
import { HELPERS } from "../scalar/helpers.js";
import type { Assembled, Assembler, Tools } from "../tools.js";
import { Module } from "./module.js";
import { costOf, type Planned } from "./planned.js";
import { regionText } from "./region.js";

/** The order of sums, which the kernels follow as well. */
const PAIRWISE = { collapseBlocks: collapse, collapseRows, pushBlock: push, pushRow } as const;

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

type PlannedOf = (program: Program) => Planned;

/** Programs in parameters with the lengths of their texts, each looked at once. */
function planner(tools: Tools): PlannedOf {
  const known = new Map<Program, Planned>();
  const planned: PlannedOf = (inner) => {
    const { program, plan } = tools.planned(inner);
    const result = known.get(inner) ?? withCosts(program, plan, planned);
    known.set(inner, result);
    return result;
  };
  return planned;
}

const withCosts = (program: Program, plan: MemoryPlan, planned: PlannedOf): Planned => ({
  program,
  plan,
  costs: plan.steps.map(({ equation }) => costOf(equation, planned)),
});

const signature = ({ inputs, outputs }: Program): string =>
  `(${typesOf(inputs).map(showType).join(", ")}) → (${typesOf(outputs).map(showType).join(", ")})`;

export const generatedLoops: Assembler = (program, plan, tools) => {
  const module = new Module();
  const planned = planner(tools);
  const writer: Writer = {
    fresh: (letter) => module.fresh(letter),
    memory: (type) => module.memory(type),
    planned,
    overwrites: (inner, pair) => overwrites(inner.program, inner.plan, pair, tools),
    text: (inner, inputs, outputs) => regionText(inner, inputs, outputs, module, tools, writer),
  };
  const inputs = program.inputs.map((_, i) => inArray(module.parameter(`g[${i}]`)));
  const outputs = program.outputs.map((_, i) => inArray(module.parameter(`o[${i}]`)));
  const text = module.finish(signature(program), writer.text(withCosts(program, plan, planned), inputs, outputs));
  let takeOver: Assembled["takeOver"];
  return {
    takeOver: (given, donated) => (takeOver ??= taking(program, plan, tools))(given, donated),
    start: () => compileText(text)({ ...HELPERS, ...PAIRWISE, ...tools.special, allocate, exceeded }, module.kernels),
    code: text,
  };
};
